import { Buffer } from 'node:buffer';
import { sha256, type ClipSpec } from './clip-spec.mts';
import { requireCompleted } from './create.mts';
import { ApiError, invalid } from './errors.mts';
import type { FilePart } from './payload.mts';
import type { Sandbox } from './state.mts';
import { isSigned } from './storage-links.mts';

/** A file part that is an mp4 (ISO/IEC 14496-12, 4.3: `ftyp` comes first). @throws ApiError (400) */
export function requireMp4(file: FilePart | undefined): FilePart {
	if (file === undefined) {
		throw invalid('video', "Missing required parameter: 'video'.", 'missing_required_parameter');
	}
	if (isMp4(file.data)) return file;
	throw noMp4();
}

const isMp4 = (data: Buffer) => data.toString('latin1', 4, 8) === 'ftyp';
const noMp4 = () => invalid('video', 'The video is not an mp4 file.', 'invalid_video');

const UPLOADED = { model: 'sora-2', seconds: '4', size: '720x1280' };

function idOf(fields: Record<string, unknown>): string | undefined {
	const inForm = fields['video[id]'];
	const inJson = (fields.video as { id?: unknown } | undefined)?.id;
	const id = inForm ?? inJson;
	return id === undefined ? undefined : String(id);
}

const uploaded = (data: Buffer, name: string): ClipSpec => ({
	...{ prompt: name, ...UPLOADED },
	reference: { sha256: sha256(data), fileId: name },
});

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
		return uploaded(data, filename);
	}
	const job = sandbox.jobs.get(id);
	if (!job) throw new ApiError(404, `Video with id '${id}' not found.`, 'not_found', 'video');
	requireCompleted(job, doing);
	return job.clip;
}

/** The job whose file a link to the storage host is about. */
function jobAt(sandbox: Sandbox, url: URL) {
	const [, segment] = /^\/files\/([^/]+)$/.exec(url.pathname) ?? [];
	if (url.origin !== sandbox.storageOrigin || segment === undefined) return undefined;
	const id = decodeURIComponent(segment);
	const sig = url.searchParams.get('sig');
	return isSigned(sandbox, id, 'video', sig) ? sandbox.jobs.get(id) : undefined;
}

/** The clip behind an address: a link to one of the sandbox's own files, or a data URL. @throws ApiError (400) */
export function sourceVideoByUrl(sandbox: Sandbox, url: string): ClipSpec {
	const [, base64] = /^data:video\/[^,]*;base64,(.*)$/s.exec(url) ?? [];
	if (base64 !== undefined) {
		const data = Buffer.from(base64, 'base64');
		if (!isMp4(data)) throw noMp4();
		return uploaded(data, 'video.mp4');
	}
	const job = URL.canParse(url) ? jobAt(sandbox, new URL(url)) : undefined;
	if (job) return job.clip;
	throw invalid('video', 'The sandbox takes the address of a file that it made, or a data URL.');
}
