import { multipartBody, withoutEmpty } from '../../../protocol/body';
import type { BodyForm, CreateInputs } from '../../../protocol/dialects/inputs';
import { formsFor, layOver, writeInputs } from '../../../protocol/dialects/write';
import { checkExtraBody, InputError } from '../../../protocol/validate';
import { afterCreate } from './afterCreate';
import { readCreateInputs } from './createInputs';
import { createOnce } from './createOnce';
import { operation } from './operation';
import { collection } from './parameters';
import type { ApiRequest } from './request';
import type { Run } from './run';
import { waitPlan } from './waitForVideo';

// An unknown server may want the length as a number.
function withSecondsAsNumber(run: Run, fields: Record<string, unknown>): void {
	const { secondsAsNumber } = collection(run.context, 'options');
	if (secondsAsNumber === true && 'seconds' in fields) fields.seconds = Number(fields.seconds);
}

function createRequest(run: Run, inputs: CreateInputs, form: BodyForm): ApiRequest | InputError {
	const { dialect } = run;
	const written = writeInputs(dialect, inputs, form);
	if (written instanceof InputError) return written;
	withSecondsAsNumber(run, written.fields);
	const { files } = written;
	const extra = checkExtraBody(collection(run.context, 'options').extraBody);
	const fields = layOver(written.fields, extra);
	const asJson = form === 'json';
	return {
		method: 'POST',
		path: run.path,
		query: run.query,
		body: () => (asJson ? withoutEmpty(fields) : multipartBody(fields, files, dialect.nested)),
		doing: 'create the video',
		timeoutMs: dialect.answersWhenDone ? waitPlan(run).minutes * 60_000 : undefined,
	};
}

/** The same create in each form that the server may take and that can hold it. @throws InputError when there is none */
function createRequests(run: Run, inputs: CreateInputs): ApiRequest[] {
	const { bodyFormat = 'auto' } = collection(run.context, 'options');
	const forms = bodyFormat === 'auto' ? formsFor(run.dialect, inputs) : [bodyFormat as BodyForm];
	const outcomes = forms.map((form) => createRequest(run, inputs, form));
	const requests = outcomes.flatMap((outcome) => (outcome instanceof InputError ? [] : [outcome]));
	if (requests.length === 0) throw outcomes[0] as InputError;
	return requests;
}

/** Creates a video from a prompt, then goes on as *Return* says. */
export const create = operation(async (run) => {
	const inputs = await readCreateInputs(run);
	return await afterCreate(run, await createOnce(run, createRequests(run, inputs)));
});
