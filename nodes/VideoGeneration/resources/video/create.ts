import { afterCreate } from '../../afterCreate';
import { createParams } from '../../bodies';
import { checkAgainstModel } from '../../checkAgainstModel';
import { createOnce } from '../../createOnce';
import { readCreateInputs } from '../../inputs/createInputs';
import { requestedOf } from '../../files';
import { createInOneRequest, isOneRequest } from '../../oneRequest';
import { operation } from '../../operation';
import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { CREATE_INPUT_OPTIONS } from '../../fields/createOptions';
import { file } from '../../../shared/fields/file';
import { MODEL } from '../../fields/model';
import { CREATE_VIDEO_OPTIONS, FILE_OPTIONS, options } from '../../../shared/fields/options';
import { promptField } from '../../fields/prompt';
import { PROVIDER } from '../../fields/provider';
import { REFERENCE_MISMATCH, REFERENCES } from '../../fields/references';
import { RETURN_WHAT } from '../../fields/returnWhat';
import { SIMPLIFY } from '../../../shared/fields/simplify';
import { secondsField, SIZE } from '../../fields/size';
import { checkedBy, offeredBy } from '../../fields/supportedBy';
import { waiting } from '../../fields/waiting';

/** Creates a video from a prompt, then goes on as *Return* says. */
const create = operation(async (run) => {
	const inputs = await readCreateInputs(run);
	const params = await createParams(run, inputs);
	await checkAgainstModel(run, inputs);
	const requested = requestedOf(inputs);
	if (isOneRequest(run)) return await createInOneRequest(run, params, requested);
	const created = await createOnce(run, async () => await run.videos.create(params()));
	return await afterCreate(run, created, requested);
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
	...CREATE_INPUT_OPTIONS,
	{
		displayName: 'Body Format',
		name: 'bodyFormat',
		type: 'options',
		default: 'auto',
		description: 'How the request is written',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description:
					'As the server of the credential takes it, or in the other form if it cannot read that one',
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
			'Whether to check length, size and other values against what the model takes, before anything is charged',
		),
	},
	{
		displayName: 'Create in One Request',
		name: 'oneRequest',
		type: 'boolean',
		default: false,
		description: offeredBy(
			'createSync',
			'Whether to get the file directly as the answer to the create. There is no job: if the connection breaks, the video is lost. The timeout under Waiting applies',
		),
	},
	{
		displayName: 'If the Video Differs',
		name: 'ifVideoDiffers',
		type: 'options',
		default: 'continue',
		description:
			'What to do when the file has another size, length, frame rate or sound than you requested',
		options: [
			{
				name: 'Continue',
				value: 'continue',
				description: 'The output lists what is different in the field differences',
			},
			{
				name: 'Stop With an Error',
				value: 'stop',
				description: 'The error names the video, which stays on the server',
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
		promptField(
			'What the video should show: subject, action, setting, camera, light',
			'e.g. A calico cat plays a piano on a stage, slow zoom in, warm light',
		),
		MODEL,
		secondsField(
			"Length of the video. Which lengths a model takes differs. Leave it empty to use the server's default.",
		),
		SIZE,
		REFERENCES,
		RETURN_WHAT,
		waiting({ show: { returnWhat: ['file', 'video'] } }),
		file({ show: { returnWhat: ['file'] } }),
		SIMPLIFY,
		options([...OWN_OPTIONS, ...FILE_OPTIONS]),
	],
);
