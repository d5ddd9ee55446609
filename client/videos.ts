import type { Feature } from '../protocol/dialects/dialect';
import { pathOf } from '../protocol/dialects/paths';
import { isRecord, textOf, type JsonRecord } from '../protocol/reading/json';
import { hasAny } from '../protocol/reading/phrases';
import { readReason } from '../protocol/reading/reason';
import { mayTryOtherForm } from './createPolicy';
import { downloadContent } from './download';
import { VideosError } from './errors';
import { noSource } from './failures';
import { refusal, request, responseFailure, type ApiRequest } from './http';
import { checkOffered } from './offers';
import { getPage, type Page, type PageQuery } from './pages';
import { poll, type WaitPlan } from './polling';
import { isOk, type ApiResponse } from './response';
import { pathWithId, retrieveVideo, type RetrievedVideo, type Server } from './retrieve';
import { sendAndJudge } from './sendCreate';
import type { DownloadWish, StoredFile } from './transfer';

/** The body of a create. */
export interface CreateParams {
	/** The same body in the forms to try, JSON or a `FormData`: the next is sent only if the server could not read this form. */
	bodies: Array<() => unknown>;
	query?: Record<string, unknown>;
	/** The longest to wait for the answer, in milliseconds, where the server answers only when the video is finished. */
	timeoutMs?: number;
	/** Whether the file is wanted if it stands in the answer. */
	wantsFile?: boolean;
}

/** What a create that starts from another video does. */
interface Derivation {
	path: string;
	doing: string;
	feature: Feature;
	/** The video that it starts from, where that is known by its id. */
	videoId?: string;
}

/** Where a create is sent, and what it is. */
type CreateTarget = Pick<ApiRequest, 'path' | 'doing' | 'videoId' | 'feature'>;

/** What is left of a video that was deleted. */
export interface DeletedVideo {
	/** The ID of the video. */
	id: string;
	/** Always true: anything else is an error. */
	deleted: true;
}

/**
 * The videos of a server. The methods are named after those of OpenAI's clients (`create`, `retrieve`, `list`, `delete`, `remix`, `edit`,
 * `extend`, `downloadContent`, `poll`, `createAndPoll`); bodies are ready-made, see protocol/dialects. Every failure is a VideosError.
 */
export class Videos {
	constructor(readonly server: Server) {}

	/** Creates a video: `POST /videos`. Whether it may be sent again is decided in createPolicy.ts. */
	async create(params: CreateParams): Promise<RetrievedVideo> {
		return await this.sendCreate(params, {
			path: pathOf(this.server.dialect, 'create'),
			doing: 'create the video',
		});
	}

	/**
	 * Creates a video with a request whose answer is the file: `POST /videos/sync`. The rule about sending it again is the same; a file that
	 * breaks off is an unknown outcome.
	 * @returns the job in place of a file, if the server answers with one
	 */
	async createSync(params: CreateParams, wish: DownloadWish): Promise<StoredFile | RetrievedVideo> {
		checkOffered(this.server, 'createSync');
		const path = pathOf(this.server.dialect, 'createSync');
		const target = { path, doing: 'create the video', feature: 'createSync' } as const;
		return await this.sendForms(params, target, wish);
	}

	/** Makes a new video of a finished one and a new prompt: `POST /videos/{id}/remix`. */
	async remix(id: string, params: CreateParams): Promise<RetrievedVideo> {
		const path = pathWithId(pathOf(this.server.dialect, 'remix'), id);
		return await this.derive(params, { path, doing: 'remix', feature: 'remix', videoId: id });
	}

	/** Makes a new video that changes a finished one: `POST /videos/edits`. @param id of the video, unless its file is in the body */
	async edit(id: string | undefined, params: CreateParams): Promise<RetrievedVideo> {
		const path = pathOf(this.server.dialect, 'edit');
		return await this.derive(params, { path, doing: 'edit', feature: 'edit', videoId: id });
	}

	/** Makes a new video that begins where a finished one ends: `POST /videos/extensions`. */
	async extend(id: string | undefined, params: CreateParams): Promise<RetrievedVideo> {
		const path = pathOf(this.server.dialect, 'extend');
		return await this.derive(params, { path, doing: 'extend', feature: 'extend', videoId: id });
	}

	private async derive(params: CreateParams, derivation: Derivation): Promise<RetrievedVideo> {
		const { doing, feature, videoId } = derivation;
		checkOffered(this.server, feature);
		const which = videoId === undefined ? 'the video of the input' : `the video ${videoId}`;
		return await this.sendCreate(params, { ...derivation, doing: `${doing} ${which}` });
	}

	private async sendCreate(params: CreateParams, target: CreateTarget): Promise<RetrievedVideo> {
		return (await this.sendForms(params, target)) as RetrievedVideo;
	}

	/** @param wish how the file is wanted, where it is to be the answer */
	private async sendForms(
		{ bodies: [body, ...otherForms], query, timeoutMs, wantsFile }: CreateParams,
		target: CreateTarget,
		wish?: DownloadWish,
	): Promise<RetrievedVideo | StoredFile> {
		const apiRequest: ApiRequest = {
			...target,
			method: 'POST',
			query,
			body,
			timeoutMs,
			resend: 'ifNotAccepted',
			keepsFiles: wantsFile,
		};
		const sent = await sendAndJudge(this.server, apiRequest, wish);
		if ('delivered' in sent) return sent.delivered;
		const { response, outcome } = sent;
		if (response && mayTryOtherForm(response) && otherForms.length > 0) {
			const params = { bodies: otherForms, query, timeoutMs, wantsFile };
			return await this.sendForms(params, target, wish);
		}
		if (outcome.kind !== 'accepted') {
			const { error } = outcome;
			throw new VideosError(error.kind, error.message, {
				...error.details,
				offers: wish ? [] : this.server.dialect.offers,
				...(isMistaken(this.server, error) && { isMistaken: true }),
			});
		}
		return {
			video: outcome.video,
			response: response ? { ...response, text: '' } : { json: undefined },
		};
	}

	/** Gets a job: `GET /videos/{id}`. */
	async retrieve(id: string): Promise<RetrievedVideo> {
		checkOffered(this.server, 'retrieve');
		return await retrieveVideo(this.server, id);
	}

	/** The address of a video's file, for a server that takes no id in its place. @throws VideosError when the video has none */
	async urlOf(id: string): Promise<string> {
		const { video } = await this.retrieve(id);
		if (video.status === 'completed' && video.url !== null) return video.url;
		throw noSource(video);
	}

	/** One page of the server's videos: `GET /videos`. `pages` in pages.ts reads them all. */
	async list(query: PageQuery): Promise<Page> {
		checkOffered(this.server, 'list');
		return await getPage(this.server, query);
	}

	/** Deletes a video: `DELETE /videos/{id}`. */
	async delete(id: string): Promise<DeletedVideo> {
		checkOffered(this.server, 'delete');
		const apiRequest: ApiRequest = {
			method: 'DELETE',
			path: pathWithId(pathOf(this.server.dialect, 'delete'), id),
			resend: 'safe',
			doing: `delete the video ${id}`,
			videoId: id,
			feature: 'delete',
		};
		const response = await request(this.server, apiRequest);
		// A first try whose answer was lost has deleted it.
		const isGone = response.status === 404 && response.tries > 1;
		if (isGone) return { id, deleted: true };
		if (!isOk(response) || !saysDeleted(response)) throw deleteFailure(response, apiRequest);
		return { id, deleted: true };
	}

	/**
	 * Puts a video's files into the host's storage: `GET /videos/{id}/content`, or from where the job says that they are. One file, but for a
	 * job that has made several videos.
	 * @param known the finished job, where it is known
	 * @param stored the files that were stored before one of them failed; those of this call are added
	 */
	async downloadContent(
		id: string,
		wish: DownloadWish,
		known?: RetrievedVideo,
		stored?: StoredFile[],
	): Promise<StoredFile[]> {
		if (known === undefined) checkOffered(this.server, 'retrieve');
		if (wish.variant !== 'video') checkOffered(this.server, 'content');
		return await downloadContent(this.server, id, wish, known, stored);
	}

	/** Polls a job until it has ended. @param first what is already known about it, such as the answer of its create */
	async poll(id: string, plan: WaitPlan, first?: RetrievedVideo): Promise<RetrievedVideo> {
		return await poll(this.server, id, plan, first);
	}

	/** Creates a video and polls it until it has ended. */
	async createAndPoll(params: CreateParams, plan: WaitPlan): Promise<RetrievedVideo> {
		const created = await this.create(params);
		return await this.poll(created.video.id, plan, created);
	}
}

// Written as for another provider than the model's.
function isMistaken({ dialect }: Server, { kind, message, details }: VideosError): boolean {
	const signs = dialect.providers?.mistaken ?? [];
	return hasAny(signs, kind === 'refused' ? (details.serverText ?? '') : message);
}

// An empty body, the video itself, `{deleted}`: but not an error with a status of success, a web page or another video.
function saysDeleted({ status, json, text }: ApiResponse): boolean {
	if (status === 204 || text.trim() === '') return true;
	if (!isRecord(json)) return false;
	const hasError = json.error !== undefined && json.error !== null && json.error !== '';
	const isVideo = textOf(json.status) !== undefined;
	return json.deleted !== false && ((!hasError && !hasErrorCode(json)) || isVideo);
}

// `{code: 40001, message: "…", data: null}`, as relays answer with HTTP 200.
function hasErrorCode(json: JsonRecord): boolean {
	const { code, message } = readReason(json) ?? {};
	return /^-?\d+$/.test(code ?? '') && Boolean(message);
}

function deleteFailure(response: ApiResponse, apiRequest: ApiRequest): VideosError {
	const isRefusal = isOk(response) && isRecord(response.json);
	return isRefusal ? refusal(response, apiRequest) : responseFailure(response, apiRequest);
}
