import { pathOf } from '../protocol/dialects/paths';
import { readCharacter, type Character } from '../protocol/reading/character';
import { VideosError } from './errors';
import { request, responseFailure, type ApiRequest } from './http';
import { checkOffered } from './offers';
import { isOk } from './response';
import { pathWithId, type Server } from './retrieve';
import { sendAndJudge } from './sendCreate';

/** The characters of a server. Every failure is a VideosError. */
export class Characters {
	constructor(private readonly server: Server) {}

	/** Makes a character out of a video: `POST /videos/characters`, a multipart body. It follows the policy of creates. */
	async create(name: string, body: () => FormData): Promise<Character> {
		checkOffered(this.server, 'characters');
		const apiRequest: ApiRequest = {
			method: 'POST',
			path: pathOf(this.server.dialect, 'characters'),
			body,
			resend: 'ifNotAccepted',
			doing: `create the character ${name}`,
			feature: 'characters',
		};
		const { response, outcome } = await sendAndJudge(this.server, apiRequest);
		const character = response && isOk(response) ? readCharacter(response.json) : undefined;
		if (character !== undefined) return character;
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
			path: pathWithId(pathOf(this.server.dialect, 'character'), id),
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
