import type { FastifyReply } from 'fastify';
import type { ContentRules } from './dialects/dialect.mts';
import { ApiError, invalid } from './errors.mts';
import type { Job } from './jobs.mts';
import { paddedMp4, plainFile, type StreamedFile } from './padding.mts';
import type { Sandbox } from './state.mts';
import { signedUrl } from './storage-links.mts';
import { expiresAt, statusAt } from './timeline.mts';

/** Media types of what a finished video offers. */
const variants = {
	video: 'video/mp4',
	thumbnail: 'image/webp',
	spritesheet: 'image/jpeg',
} as const;

export type Variant = keyof typeof variants;

/** The query's variant; the reference's default is the video. */
export function variantParam(value: unknown): Variant {
	const word = value ?? 'video';
	if (typeof word === 'string' && Object.hasOwn(variants, word)) return word as Variant;
	const list = Object.keys(variants).join(', ');
	throw invalid('variant', `Invalid value: '${String(word)}'. Supported values are: ${list}.`);
}

/** Refuses while a job has no files: not ready, failed, expired. */
function requireFiles(job: Job, rules: ContentRules) {
	const now = Date.now();
	const status = statusAt(job, now);
	if (status === 'failed') {
		const message = 'Video generation failed, so there is no content to download.';
		throw new ApiError(rules.failed, message, 'video_generation_failed', 'video_id');
	}
	if (status !== 'completed') {
		const message = 'Video is not ready yet, use GET /v1/videos/{id} to check the status.';
		throw new ApiError(rules.notReady, message, 'video_not_ready', 'video_id');
	}
	if (now >= expiresAt(job)) {
		const message = 'The content of this video has expired.';
		throw new ApiError(rules.gone, message, 'video_expired', 'video_id');
	}
	if (job.outcome === 'completed_without_file') {
		throw new ApiError(404, 'This video has no content.', 'content_not_found', 'video_id');
	}
}

function variantOf(value: unknown, { variants }: ContentRules): Variant {
	if (variants === 'ignored') return 'video';
	const variant = variantParam(value);
	if (variants === 'all' || variant === 'video') return variant;
	throw new ApiError(
		variants,
		`Variant '${variant}' is not supported.`,
		'invalid_value',
		'variant',
	);
}

/** GET /videos/{id}/content: the file, or a redirect to where it is. */
export async function answerContent(
	sandbox: Sandbox,
	job: Job,
	wanted: unknown,
	reply: FastifyReply,
) {
	const rules = sandbox.dialect.content!;
	const variant = variantOf(wanted, rules);
	requireFiles(job, rules);
	if (sandbox.settings.redirectContent) {
		return reply.redirect(signedUrl(sandbox, job.id, variant), 302);
	}
	return sendFile(sandbox, job, variant, reply);
}

/** Streams a file as soon as it is really rendered. */
export async function sendFile(sandbox: Sandbox, job: Job, variant: Variant, reply: FastifyReply) {
	const file = await fileOf(sandbox, job, variant);
	reply.header('content-type', variants[variant]);
	reply.header('content-length', file.bytes);
	return reply.send(file.stream());
}

async function fileOf(sandbox: Sandbox, job: Job, variant: Variant): Promise<StreamedFile> {
	const clip = await sandbox.clips.get(job.delivered);
	return variant === 'video' ? paddedMp4(clip.video, job.fileBytes) : plainFile(clip[variant]);
}
