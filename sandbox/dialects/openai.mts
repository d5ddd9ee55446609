import { anyKey } from '../auth.mts';
import { errorEnvelope } from '../errors.mts';
import { listPage } from '../list.mts';
import { modelList } from '../models.mts';
import { clipParams, promptParam } from '../params.mts';
import { requireFields } from '../payload.mts';
import { addCharacterRoutes, checkCharacters } from '../characters.mts';
import { addDerivedRoutes } from '../derived.mts';
import { referenceParam } from '../reference.mts';
import { toVideo } from '../video.mts';
import type { Dialect } from './dialect.mts';

/** The Videos API as OpenAI defined it. */
export const openai: Dialect = {
	name: 'openai',
	base: '/v1',
	presentedKey: anyKey,
	errorBody: ({ status, message, code, param }) => errorEnvelope(status, message, code, param),
	models: { path: '/models', answer: modelList },
	async readCreate(payload) {
		const { fields, files } = requireFields(payload);
		const prompt = promptParam(fields);
		const params = clipParams(fields);
		checkCharacters(fields);
		return { prompt, ...params, reference: await referenceParam(fields, files, params.size) };
	},
	show: (job, now) => toVideo(job, now),
	list: listPage,
	deleted: ({ id }) => ({ id, object: 'video.deleted', deleted: true }),
	content: { notReady: 404, failed: 404, gone: 404, variants: 'all' },
	hasRemix: true,
	more(app, sandbox) {
		addDerivedRoutes(app, sandbox);
		addCharacterRoutes(app, sandbox);
	},
};
