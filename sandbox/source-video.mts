import { sha256, type ClipSpec } from './clip-spec.mts';
import { requireCompleted } from './create.mts';
import { ApiError, invalid } from './errors.mts';
import type { FilePart } from './payload.mts';
import type { Sandbox } from './state.mts';

/** A file part that is an mp4 (ISO/IEC 14496-12, 4.3: `ftyp` comes first). @throws ApiError (400) */
export function requireMp4(file: FilePart | undefined): FilePart {
	if (file === undefined) {
		throw invalid('video', "Missing required parameter: 'video'.", 'missing_required_parameter');
	}
	if (file.data.toString('latin1', 4, 8) === 'ftyp') return file;
	throw invalid('video', 'The video is not an mp4 file.', 'invalid_video');
}

const UPLOADED = { model: 'sora-2', seconds: '4', size: '720x1280' };

function idOf(fields: Record<string, unknown>): string | undefined {
	const inForm = fields['video[id]'];
	const inJson = (fields.video as { id?: unknown } | undefined)?.id;
	const id = inForm ?? inJson;
	return id === undefined ? undefined : String(id);
}

/** The clip that an edit or extension starts from: one of the sandbox's, or an uploaded file, shown by its hash. */
export function sourceVideo(
	sandbox: Sandbox,
	fields: Record<string, unknown>,
	files: FilePart[],
	doing: string,
): ClipSpec {
	const id = idOf(fields);
	if (id === undefined) {
		const { data, filename } = requireMp4(files.find(({ field }) => field === 'video'));
		return { prompt: filename, ...UPLOADED, reference: { sha256: sha256(data), fileId: filename } };
	}
	const job = sandbox.jobs.get(id);
	if (!job) throw new ApiError(404, `Video with id '${id}' not found.`, 'not_found', 'video');
	requireCompleted(job, doing);
	return job.clip;
}
