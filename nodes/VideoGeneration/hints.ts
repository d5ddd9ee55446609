import type { NodeHint } from 'n8n-workflow';

const CREATES = ['create', 'remix', 'edit', 'extend'];
const isOneOf = (operations: string[]) =>
	`${JSON.stringify(operations)}.includes($parameter["operation"])`;

/** What the editor says beside the fields or the output, once it matters. */
export const HINTS: NodeHint[] = [
	{
		message:
			'A wait of more than half an hour blocks an n8n worker, and a restart ends it. For long renders, use Create (Return: Job Immediately), then Suspend Until Completed, then Download.',
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: `={{ ${isOneOf([...CREATES, 'waitForCompletion'])} && $parameter["returnWhat"] !== "job" && $parameter["options"]?.["timeout"] > 30 }}`,
	},
	{
		message:
			'This is the job; its video may still be rendering. Next, add Wait for Completion or Suspend Until Completed, with the field id as its Video. To build the rest of the workflow without paying again, pin this output.',
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'afterExecution',
		displayCondition: `={{ ${isOneOf(CREATES)} && $parameter["returnWhat"] === "job" }}`,
	},
	{
		message:
			'When all videos are done, the workflow continues. To get the files of the finished ones, add Download next.',
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'afterExecution',
		displayCondition: '={{ $parameter["operation"] === "suspendUntilCompleted" }}',
	},
];
