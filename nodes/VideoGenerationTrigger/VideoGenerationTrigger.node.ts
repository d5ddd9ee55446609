import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { triggerProperties } from './fields';
import { testCredential } from '../shared/credentialTest/testCredential';
import { poll } from './poll';

export class VideoGenerationTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Video Generation Trigger',
		name: 'videoGenerationTrigger',
		icon: {
			light: 'file:../../icons/videoGenerationTrigger.svg',
			dark: 'file:../../icons/videoGenerationTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{"video " + $parameter["events"].join(" or ")}}',
		// The node panel shows this for the node and its trigger together.
		description: 'Make videos from prompts, or start the workflow when a video is finished',
		defaults: { name: 'Video Generation Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'videoGenerationApi', required: true, testedBy: 'testCredential' }],
		properties: triggerProperties,
	};

	methods = { credentialTest: { testCredential } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
