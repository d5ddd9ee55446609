import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { testCredential } from '../shared/credentialTest/testCredential';
import { HINTS } from './hints';
import { searchSeconds, searchSizes } from './listSearch/searchChoices';
import { searchModels } from './listSearch/searchModels';
import { searchVideos } from './listSearch/searchVideos';
import { videoProperties } from './resources/video';
import { characterProperties } from './resources/character';
import { joinVideos } from './join/joinVideos';
import { suspendUntilCompleted } from './suspend/suspendUntilCompleted';

export class VideoGeneration implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Video Generation',
		name: 'videoGeneration',
		icon: {
			light: 'file:../../icons/videoGeneration.svg',
			dark: 'file:../../icons/videoGeneration.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ retrieve: "get", list: "get many" }[$parameter["operation"]] ?? $parameter["operation"].replace(/([A-Z])/g, " $1").toLowerCase()) + ": " + $parameter["resource"] }}',
		description: 'Make videos from prompts with any server that speaks the Videos API',
		defaults: { name: 'Video Generation' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'videoGenerationApi',
				required: true,
				testedBy: 'testCredential',
				// Needs no server.
				displayOptions: { hide: { operation: ['join'] } },
			},
		],
		hints: HINTS,
		requestDefaults: { baseURL: '={{$credentials.baseUrl}}' },
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'video',
				options: [
					{ name: 'Character', value: 'character' },
					{ name: 'Video', value: 'video' },
				],
			},
			...videoProperties,
			...characterProperties,
		],
	};

	customOperations = { video: { join: joinVideos, suspendUntilCompleted } };

	methods = {
		credentialTest: { testCredential },
		listSearch: { searchModels, searchSeconds, searchSizes, searchVideos },
	};
}
