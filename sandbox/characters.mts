import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { payloadOf } from './create.mts';
import { ApiError, invalid } from './errors.mts';
import { requireFields } from './payload.mts';
import { requireMp4 } from './source-video.mts';
import type { Sandbox } from './state.mts';

/** The ids of a create's `characters`: JSON `[{id}]`, in a form `characters[][id]`. */
export function checkCharacters(fields: Record<string, unknown>): void {
	const inForm = [fields['characters[][id]'] ?? []].flat();
	const inJson = Array.isArray(fields.characters) ? fields.characters : [];
	const ids = [...inForm, ...inJson.map((entry) => (entry as { id?: unknown } | null)?.id)];
	const wrong = ids.find((id) => typeof id !== 'string' || !id.startsWith('char_'));
	if (wrong === undefined) return;
	throw invalid('characters', `No such character: '${String(wrong)}'.`, 'character_not_found');
}

/** POST /videos/characters (multipart `name`, `video`) and GET /videos/characters/{id}. */
export function addCharacterRoutes(app: FastifyInstance, sandbox: Sandbox) {
	app.post('/videos/characters', (request) => {
		const { fields, files } = requireFields(payloadOf(request));
		const { name } = fields;
		if (typeof name !== 'string' || name.trim() === '') {
			throw invalid('name', "Missing required parameter: 'name'.", 'missing_required_parameter');
		}
		requireMp4(files.find(({ field }) => field === 'video'));
		const id = `char_${randomBytes(12).toString('hex')}`;
		const character = { id, name, created_at: Math.floor(Date.now() / 1000) };
		sandbox.characters.set(id, character);
		return character;
	});
	app.get('/videos/characters/:id', (request) => {
		const { id } = request.params as { id: string };
		const character = sandbox.characters.get(id);
		if (character) return character;
		throw new ApiError(404, `Character with id '${id}' not found.`, 'not_found', 'character_id');
	});
}
