import {
	multipartBody,
	withoutEmpty,
	type BodyFields,
	type FilePart,
} from '../../../protocol/body';
import type { Feature } from '../../../protocol/dialects/dialect';
import { checkExtraBody, checkPrompt, checkSeconds } from '../../../protocol/validate';
import { afterCreate } from './afterCreate';
import { readBinaryFile } from './binaryFile';
import { createOnce } from './createOnce';
import { operation } from './operation';
import { collection, text } from './parameters';
import type { ApiRequest } from './request';
import type { Run } from './run';
import { chosenVideo } from './videoId';

/** The video to start from: its id for the body, or a file that goes along. */
async function readSource(run: Run): Promise<{ video?: { id: string }; file?: FilePart }> {
	if (text(run.context, 'videoSource') !== 'binary') return { video: { id: chosenVideo(run) } };
	const field = text(run.context, 'videoBinaryField');
	return { file: await readBinaryFile(run, field, { what: 'the video', kind: 'video' }) };
}

async function deriveRequest(run: Run, doing: string, feature: Feature): Promise<ApiRequest> {
	const { video, file } = await readSource(run);
	const fields: BodyFields = {
		prompt: checkPrompt(run.body.prompt),
		seconds: checkSeconds(run.body.seconds),
		video,
		...checkExtraBody(collection(run.context, 'options').extraBody),
	};
	const body = file
		? () => multipartBody(fields, { video: file }, 'brackets')
		: () => withoutEmpty(fields);
	const videoId = video?.id;
	const which = videoId === undefined ? 'the video of the input' : `the video ${videoId}`;
	const request = { method: 'POST' as const, path: run.path, query: run.query, body };
	return { ...request, doing: `${doing} ${which}`, videoId, feature };
}

/** Makes a new video that changes a finished one, then goes on as *Return* says. */
export const edit = operation(async (run) => {
	const request = await deriveRequest(run, 'edit', 'edit');
	return await afterCreate(run, await createOnce(run, [request]));
}, 'edit');

/** Makes a new video that goes on where a finished one ends, then goes on as *Return* says. */
export const extend = operation(async (run) => {
	const request = await deriveRequest(run, 'extend', 'extend');
	return await afterCreate(run, await createOnce(run, [request]));
}, 'extend');
