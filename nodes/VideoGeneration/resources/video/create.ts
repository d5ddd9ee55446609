import { afterCreate } from '../../afterCreate';
import { createParams } from '../../bodies';
import { checkAgainstModel } from '../../checkAgainstModel';
import { createOnce } from '../../createOnce';
import { readCreateInputs } from '../../inputs/createInputs';
import { requestedOf } from '../../files';
import { createInOneRequest, isOneRequest } from '../../oneRequest';
import { operation } from '../../operation';
import type { RetrievedVideo } from '../../../../client/retrieve';
import type { Requested } from '../../../../protocol/media/differences';
import type { Run } from '../../run';
import {
	updateDisplayOptions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { CALLBACK_URL } from '../../fields/callbackUrl';
import { MODEL_SETTINGS } from '../../fields/modelSettings';
import { MODEL } from '../../fields/model';
import { CREATE_VIDEO_OPTIONS, options } from '../../../shared/fields/options';
import { PROMPT } from '../../fields/prompt';
import { PROVIDER } from '../../fields/provider';
import { REFERENCE_MISMATCH, REFERENCES } from '../../fields/references';
import { RETURN_OPTIONS, RETURN_WHAT } from '../../fields/returnWhat';
import { SECONDS, SIZE } from '../../fields/size';
import { checkedBy, offeredBy } from '../../fields/supportedBy';

/** What is known of a video that is created: whether it is a job, or already its items, and what was asked of its file. */
interface Begun {
	created: RetrievedVideo;
	requested: Requested;
}

// In a function of its own: the wait for the video must not keep its reference images in memory.
async function begin(run: Run): Promise<Begun | INodeExecutionData[]> {
	const inputs = await readCreateInputs(run);
	const params = await createParams(run, inputs);
	await checkAgainstModel(run, inputs);
	const requested = requestedOf(inputs);
	if (isOneRequest(run)) return await createInOneRequest(run, params, requested);
	const created = await createOnce(run, async () => await run.videos.create(params()));
	return { created, requested };
}

/** Creates a video from a prompt, then goes on as *Return* says. */
const create = operation(async (run) => {
	const begun = await begin(run);
	if (Array.isArray(begun)) return begun;
	return await afterCreate(run, begun.created, begun.requested);
});

export const createOption: INodePropertyOptions = {
	name: 'Create',
	value: 'create',
	action: 'Create a video',
	description: 'Make a video from a prompt',
	routing: {
		request: { method: 'POST', url: '/videos' },
		send: { paginate: true },
		operations: { pagination: create },
	},
};

const OWN_OPTIONS: INodeProperties[] = [
	...CREATE_VIDEO_OPTIONS,
	CALLBACK_URL,
	{
		displayName: 'Body Format',
		name: 'bodyFormat',
		type: 'options',
		default: 'auto',
		description: 'The format of the request body',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'The format that the server takes; the other one if the server cannot read it',
			},
			{ name: 'JSON', value: 'json', description: 'For unknown servers that take only JSON' },
			{
				name: 'Multipart',
				value: 'multipart',
				description: 'For unknown servers that take only form data',
			},
		],
	},
	REFERENCE_MISMATCH,
	{
		displayName: 'Check Against the Model',
		name: 'checkModel',
		type: 'boolean',
		default: true,
		description: checkedBy(
			'Whether to check that the model takes the length, size and other values, before anything is charged',
		),
	},
	{
		displayName: 'Create in One Request',
		name: 'oneRequest',
		type: 'boolean',
		default: false,
		description: offeredBy(
			'createSync',
			'Whether to get the file directly as the answer to the create. There is no job: if the connection is lost, so is the video. Timeout applies',
		),
	},
	{
		displayName: 'If the Video Differs',
		name: 'ifVideoDiffers',
		type: 'options',
		default: 'continue',
		description:
			'What to do if the size, length, frame rate or sound of the file differs from your request',
		options: [
			{
				name: 'Continue',
				value: 'continue',
				description: 'The field differences in the output lists what is different',
			},
			{
				name: 'Stop With an Error',
				value: 'stop',
				description: 'The error contains the ID of the video, which stays on the server',
			},
		],
	},
	PROVIDER,
	{
		displayName: 'Seconds as Number',
		name: 'secondsAsNumber',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the length as a JSON number instead of a string, to an unknown server with Body Format JSON',
	},
];

export const createFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['create'] } },
	[
		PROMPT,
		MODEL,
		SECONDS,
		SIZE,
		REFERENCES,
		RETURN_WHAT,
		MODEL_SETTINGS,
		options([...OWN_OPTIONS, ...RETURN_OPTIONS]),
	],
);
