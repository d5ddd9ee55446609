import { InputError } from '../../client/errors';
import type { CreateParams } from '../../client/videos';
import { multipartBody, withoutEmpty, type BodyFields } from '../../protocol/body';
import type { Writing } from '../../protocol/dialects/dialect';
import type { BodyForm, CreateInputs, SourceVideo } from '../../protocol/dialects/inputs';
import { INPUT_NAMES } from '../../protocol/dialects/inputs';
import {
	derivationOf,
	formsFor,
	layOver,
	writeInputs,
	type WrittenBody,
} from '../../protocol/dialects/write';
import { read, text, type Fields } from '../shared/parameters';
import { checkPrompt, checkSeconds, checkVideoUrl } from '../shared/validate';
import { wantsFile } from './afterCreate';
import { extraBody, lacksModel } from './extraBody';
import { readBinaryFile } from './inputs/binaryFile';
import { fileSource } from './inputs/findBinary';
import { writingOf } from './provider';
import type { Run } from './run';
import type { RunState } from './runState';
import { chosenVideo } from './videoId';

/** The bodies of the requests that create videos. */

// An unknown server may want the length as a number.
function withSecondsAsNumber(options: Fields, fields: BodyFields): void {
	if (options.flag('secondsAsNumber') === true && 'seconds' in fields) {
		fields.seconds = Number(fields.seconds);
	}
}

function bodyOf(
	run: Run,
	{ nested }: Writing,
	{ fields, files }: WrittenBody,
	form: BodyForm,
): () => unknown {
	withSecondsAsNumber(run.options, fields);
	const all = layOver(fields, extraBody(run));
	return () => (form === 'json' ? withoutEmpty(all) : multipartBody(all, files, nested));
}

function notTaken(
	run: Run,
	writing: Writing & { provider?: string },
	{ input, way }: { input: keyof CreateInputs; way: string },
): InputError {
	const { displayName, fields, providers } = run.videos.server.dialect;
	const inWay = way === '' ? '' : ` ${way}`;
	const whose = writing.provider === undefined ? '' : ` for a model of ${writing.provider}`;
	const choose =
		providers === undefined
			? ''
			: ' If the model is from another provider, choose it in the option "Provider of the Model".';
	const isForFirst = input === 'referenceImages' && way === '' && fields.firstFrame;
	const role = isForFirst
		? ' To start the video with the image, give it the Role First Frame.'
		: '';
	return new InputError(
		`${displayName} does not take ${INPUT_NAMES[input]}${inWay}${whose}`,
		'Nothing was sent. Remove it from the node. If your server does take it, put it into Extra Body Fields under the ' +
			`server's own name for it, or choose another Server in the credential.${choose}${role}`,
	);
}

// It would be refused after its files were sent; or another model than the user means would be paid.
function requireModel(run: Run, writing: Writing, { model, video }: CreateInputs): void {
	if (!lacksModel(run, writing, model)) return;
	throw new InputError(
		`${run.videos.server.dialect.displayName} needs a model`,
		video === undefined
			? 'Nothing was sent. Choose one in the field Model.'
			: 'Nothing was sent. Choose the one that made the video in the field Model.',
	);
}

/** A body in one of the forms. */
interface FormBody {
	form: BodyForm;
	write: () => unknown;
}

/** The bodies to try, that in the form first which an item of this run has found to be right. */
function inOrder(state: RunState, bodies: FormBody[]): CreateParams['bodies'] {
	const isKnown = ({ form }: FormBody) => form === state.bodyForm;
	const [first, ...others] = [
		...bodies.filter(isKnown),
		...bodies.filter((body) => !isKnown(body)),
	];
	const remembered = others.map(({ form, write }) => () => {
		// It is written only after the server could not read the first one.
		state.bodyForm = form;
		return write();
	});
	return [first.write, ...remembered];
}

/**
 * The same request in each form that the server may take and that can hold it. Their order is decided when it is sent.
 * @throws InputError when there is none
 */
function writtenParams(
	run: Run,
	writing: Writing & { provider?: string },
	inputs: CreateInputs,
): () => CreateParams {
	const { dialect } = run.videos.server;
	requireModel(run, writing, inputs);
	const bodyFormat = run.options.text('bodyFormat') || 'auto';
	const forms = bodyFormat === 'auto' ? formsFor(writing, inputs) : [bodyFormat as BodyForm];
	const written = forms.map((form) => ({ form, body: writeInputs(writing, inputs, form) }));
	const bodies = written.flatMap(({ form, body }) =>
		'fields' in body ? [{ form, write: bodyOf(run, writing, body, form) }] : [],
	);
	const [{ body: first }] = written;
	if (bodies.length === 0 && !('fields' in first)) throw notTaken(run, writing, first);
	const params = {
		query: run.query,
		wantsFile: wantsFile(run),
		timeoutMs: dialect.answersWhenDone ? run.plan.minutes * 60_000 : undefined,
	};
	return () => ({ ...params, bodies: inOrder(run.state, bodies) });
}

/** The bodies of a create. @throws InputError when the server does not take an input */
export async function createParams(run: Run, inputs: CreateInputs): Promise<() => CreateParams> {
	return writtenParams(run, await writingOf(run, inputs), inputs);
}

/** The body of a remix. @throws InputError */
export function remixParams(run: Run): CreateParams {
	const fields = { prompt: run.body.read('prompt', checkPrompt), ...extraBody(run) };
	return { bodies: [() => withoutEmpty(fields)], query: run.query, wantsFile: wantsFile(run) };
}

/** The video that an edit or an extension starts from: its id, an address, or a file that goes along. */
async function readSource(run: Run): Promise<SourceVideo> {
	switch (text(run.context, 'videoSource')) {
		case 'binary': {
			const name = 'videoBinaryField';
			const source = read(run.context, name, fileSource(name));
			return { file: await readBinaryFile(run, source, { what: 'the video', kind: 'video' }) };
		}
		case 'url':
			return { url: read(run.context, 'videoUrl', checkVideoUrl) };
		default:
			return { id: chosenVideo(run) };
	}
}

/** The chosen model; else that of the video itself, where the server needs to be told it. */
async function readModel(run: Run, writing: Writing, video: SourceVideo): Promise<string> {
	const chosen = run.body.text('model');
	if (!('id' in video) || !lacksModel(run, writing, chosen)) return chosen;
	return (await run.videos.retrieve(video.id)).video.model ?? '';
}

/** An edit or an extension. */
export interface DerivedParams {
	/** Of the video that it starts from, where that is one of the server's. */
	id?: string;
	params: () => CreateParams;
}

/**
 * The bodies of an edit or an extension. The server may be asked about the video that it starts from.
 * @throws InputError when the server does not take an input
 */
export async function derivedParams(
	run: Run,
	operation: 'edit' | 'extend',
): Promise<DerivedParams> {
	const video = await readSource(run);
	const writing = derivationOf(run.videos.server.dialect, operation);
	const byUrl = 'id' in video && writing.videoBy === 'url';
	const inputs: CreateInputs = {
		prompt: run.body.read('prompt', checkPrompt),
		model: await readModel(run, writing, video),
		seconds: run.body.read('seconds', checkSeconds),
		video: byUrl ? { url: await run.videos.urlOf(video.id) } : video,
	};
	const params = writtenParams(run, writing, inputs);
	return { ...('id' in video && { id: video.id }), params };
}
