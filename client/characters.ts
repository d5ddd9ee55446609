import { readCharacter, type Character } from '../protocol/reading/character';
import { judgeNetworkError, judgeResponse, type CreateOutcome } from './createPolicy';
import { VideosError } from './errors';
import { request, responseFailure, send, type ApiRequest } from './http';
import { NetworkError } from './networkError';
import { checkOffered } from './offers';
import { isOk } from './response';
import { pathWithId, type Server } from './retrieve';

/** The characters of a server. Every failure is a VideosError. */
export class Characters {
	constructor(private readonly server: Server) {}

	/** Makes a character out of a video: `POST /videos/characters`, a multipart body. It follows the policy of creates. */
	async create(name: string, body: () => FormData): Promise<Character> {
		checkOffered(this.server, 'characters');
		const apiRequest: ApiRequest = {
			method: 'POST',
			path: '/videos/characters',
			body,
			resend: 'ifNotAccepted',
			doing: `create the character ${name}`,
			feature: 'characters',
		};
		const response = await send(this.server, apiRequest).catch((error: unknown) => {
			if (error instanceof NetworkError) return error;
			throw error;
		});
		const answered = !(response instanceof NetworkError);
		const character = answered && isOk(response) ? readCharacter(response.json) : undefined;
		if (character !== undefined) return character;
		const outcome: CreateOutcome = answered
			? judgeResponse(response, (refused) => responseFailure(refused, apiRequest))
			: judgeNetworkError(response);
		if (outcome.kind !== 'accepted') throw ofCharacter(outcome.error);
		// A redirect whose body looks like a job.
		throw new VideosError(
			'unknownOutcome',
			'It is not known whether the server created the character',
			{
				isCreate: true,
				videoId: outcome.video.id,
			},
		);
	}

	/** Gets a character: `GET /videos/characters/{id}`. */
	async retrieve(id: string): Promise<Character> {
		checkOffered(this.server, 'characters');
		const apiRequest: ApiRequest = {
			method: 'GET',
			path: pathWithId('/videos/characters/{id}', id),
			resend: 'safe',
			doing: `get the character ${id}`,
		};
		const response = await request(this.server, apiRequest);
		const character = isOk(response) ? readCharacter(response.json) : undefined;
		if (character === undefined) throw responseFailure(response, apiRequest);
		return character;
	}
}

function ofCharacter({ kind, message, details }: VideosError): VideosError {
	return new VideosError(
		kind,
		message.replace('created the video', 'created the character'),
		details,
	);
}
