import { builtIn, video } from '../../n8n/support/workflow.mts';
import { startHttpReceiver } from '../support/httpReceiver.mts';
import { upload, type Node, type Pipeline } from '../support/pipeline.mts';

interface Between extends Omit<Pipeline, 'receiver' | 'open'> {
	nodes: Node[];
	connections?: Record<string, unknown>;
}

/** A pipeline of nodes that hand the file on, to a node that uploads it. */
function between({ nodes, connections, ...rest }: Between): Pipeline {
	return {
		...rest,
		receiver: 'HTTP Request, multipart',
		async open() {
			const receiver = await startHttpReceiver();
			return {
				nodes: [...nodes, upload(receiver.url)],
				connections,
				received: receiver.received,
				close: receiver.close,
			};
		},
	};
}

const to = (node: string, index = 0) => ({ node, type: 'main', index });

const title = {
	assignments: { assignments: [{ id: 'a', name: 'title', value: 'Harbour', type: 'string' }] },
};

const isVideo = {
	conditions: {
		options: { version: 2, caseSensitive: true, leftValue: '', typeValidation: 'strict' },
		combinator: 'and',
		conditions: [
			{
				id: 'a',
				leftValue: '={{ $binary.data.mimeType }}',
				rightValue: 'video/mp4',
				operator: { type: 'string', operation: 'equals' },
			},
		],
	},
	options: {},
};

const subWorkflow = (inputs: Record<string, unknown>) => ({
	name: 'Sub',
	nodes: [builtIn('Called', 'executeWorkflowTrigger', 1.1, inputs), builtIn('Pass', 'noOp', 1, {})],
	connections: { Called: { main: [[to('Pass')]] } },
	settings: {},
});

/** n8n's nodes that hand a file on. */
export const betweens: Pipeline[] = [
	{
		node: 'Edit Fields (Set)',
		settings: '_Include Other Input Fields_ on',
		pitfall: 'Without _Include Other Input Fields_ the output has no file.',
		nodes: [builtIn('Edit', 'set', 3.4, { ...title, includeOtherFields: true, options: {} })],
	},
	{
		node: 'Edit Fields (Set), _Include Other Input Fields_ off',
		settings: 'nothing set',
		files: 0,
		nodes: [
			builtIn('Edit', 'set', 3.4, { ...title, options: {} }),
			builtIn('Has File', 'filter', 2.2, isVideo),
		],
	},
	{
		node: 'Code',
		settings: '`return $input.all();` or `return [{ json, binary }];`',
		pitfall: 'An item that you build anew has no file unless you copy `binary` into it.',
		nodes: [
			builtIn('Code', 'code', 2, {
				jsCode:
					'return $input.all().map(({ json, binary }) => ({ json: { ...json, seen: true }, binary }));',
			}),
		],
	},
	{
		node: 'Code, `return [{ json }]`',
		settings: 'nothing set',
		files: 0,
		nodes: [
			builtIn('Code', 'code', 2, { jsCode: 'return $input.all().map(({ json }) => ({ json }));' }),
			builtIn('Has File', 'filter', 2.2, isVideo),
		],
	},
	{
		node: 'If',
		settings: 'a condition such as `{{ $binary.data.mimeType }}` is equal to `video/mp4`',
		nodes: [builtIn('If', 'if', 2.2, isVideo)],
	},
	{
		node: 'Loop Over Items',
		settings: 'the upload on the output _loop_, and its output back to the loop',
		pitfall:
			"The output _done_ has what the last node of the loop gave: after an upload, the server's answers and no files.",
		videos: 3,
		nodes: [
			builtIn('Loop', 'splitInBatches', 3, { options: {} }),
			// A file on the output done would be uploaded once more.
			builtIn('Has File', 'filter', 2.2, isVideo),
		],
		connections: {
			Loop: { main: [[to('Has File')], [to('Upload')]] },
			'Has File': { main: [[to('Upload')]] },
			Upload: { main: [[to('Loop')]] },
		},
	},
	{
		node: 'Merge',
		settings: '_Combine_ by _Position_: the file from one input, the fields from the other',
		nodes: [
			builtIn('Fields', 'set', 3.4, { ...title, options: {} }),
			builtIn('Merge', 'merge', 3.2, {
				mode: 'combine',
				combineBy: 'combineByPosition',
				options: {},
			}),
		],
		connections: {
			[video]: { main: [[to('Fields'), to('Merge')]] },
			Fields: { main: [[to('Merge', 1)]] },
		},
	},
	{
		node: 'Execute Sub-workflow',
		settings: "in the sub-workflow's trigger _Input data mode_: _Accept all data_",
		nodes: [
			builtIn('Sub-workflow', 'executeWorkflow', 1.2, {
				source: 'parameter',
				workflowJson: JSON.stringify(subWorkflow({ inputSource: 'passthrough' })),
				options: {},
			}),
		],
	},
	{
		node: 'Execute Sub-workflow, defined inputs',
		settings: '_Input data mode_: _Define using fields below_, the field `id`',
		nodes: [
			builtIn('Sub-workflow', 'executeWorkflow', 1.2, {
				source: 'parameter',
				workflowJson: JSON.stringify(
					subWorkflow({ workflowInputs: { values: [{ name: 'id', type: 'string' }] } }),
				),
				workflowInputs: {
					mappingMode: 'defineBelow',
					value: { id: '={{ $json.id }}' },
					schema: [{ id: 'id', displayName: 'id', type: 'string', display: true }],
				},
				options: {},
			}),
		],
	},
	{
		node: 'Wait, 66 s',
		settings: '_After Time Interval_',
		waits: true,
		pitfall: 'From 65 s on n8n writes the execution into its database and continues later.',
		nodes: [builtIn('Wait', 'wait', 1.1, { amount: 66, unit: 'seconds' })],
	},
].map(between);
