import { clip } from '../clip.mts';
import type { Contender } from './contender.mts';

/** The node of this package, as it is when a user drops it in and picks nothing but the model. */
export const thisNode: Contender = {
	name: 'Video Generation (this node)',
	fileNode: 'Video',
	nodes: ({ videoGenerationApi }) => [
		{
			name: 'Video',
			type: 'n8n-nodes-video-generation.videoGeneration',
			typeVersion: 1,
			parameters: {
				resource: 'video',
				operation: 'create',
				prompt: '={{ $json.prompt }}',
				model: { __rl: true, mode: 'id', value: clip.model },
				seconds: clip.seconds,
				size: clip.size,
				returnWhat: 'file',
			},
			credentials: { videoGenerationApi },
		},
	],
	wires: [],
};
