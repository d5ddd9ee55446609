import { jsonBody, multipartBody, type BodyFields, type FilePart } from '../../../protocol/body';
import {
	checkExtraBody,
	checkPrompt,
	checkSeconds,
	checkSize,
	InputError,
} from '../../../protocol/validate';
import { afterCreate } from './afterCreate';
import { createOnce } from './createOnce';
import { operation } from './operation';
import { collection, text } from './parameters';
import { readReferenceImage } from './referenceImage';
import type { ApiRequest } from './request';
import type { ToldVideo } from './retrieveVideo';
import type { Run } from './run';

/** Everything that a create sends, checked before any money is spent. */
async function createFields(
	run: Run,
): Promise<{ fields: BodyFields; files: Record<string, FilePart> }> {
	const { extraBody, secondsAsNumber } = collection(run.context, 'options');
	const seconds = checkSeconds(run.body.seconds);
	const size = run.body.size === 'custom' ? text(run.context, 'customSize') : run.body.size;
	if (run.body.size === 'custom' && size === '') throw new InputError('The Custom Size is empty');
	const reference = await readReferenceImage(run);
	const fields = {
		...run.body,
		prompt: checkPrompt(run.body.prompt),
		seconds: secondsAsNumber === true && seconds !== '' ? Number(seconds) : seconds,
		size: checkSize(size),
		input_reference: reference.field,
		...checkExtraBody(extraBody),
	};
	return { fields, files: reference.file ? { input_reference: reference.file } : {} };
}

async function send(run: Run): Promise<ToldVideo> {
	const { fields, files } = await createFields(run);
	const { bodyFormat = 'auto' } = collection(run.context, 'options');
	const request = (body: () => unknown): ApiRequest => ({
		method: 'POST',
		path: run.path,
		query: run.query,
		body,
		doing: 'create the video',
	});
	const asMultipart = request(() => multipartBody(fields, files));
	const asJson = request(() => jsonBody(fields, files));
	if (bodyFormat !== 'auto') {
		return await createOnce(run, [bodyFormat === 'json' ? asJson : asMultipart]);
	}
	// The newest `openai` SDK sends multipart; a 415 says that the server did not take it.
	return await createOnce(run, [asMultipart, asJson]);
}

/** Creates a video from a prompt, then goes on as *Return* says. */
export const create = operation(async (run) => await afterCreate(run, await send(run)));
