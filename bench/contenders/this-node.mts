import type { Contender } from './contender.mts';

/** The node of this package with more of its parameters filled in. */
export function thisNodeWith(parameters: Record<string, unknown>): Contender {
	return {
		name: 'Video Generation (this node)',
		fileNode: 'Video',
		nodes: ({ videoGenerationApi }, { model, seconds, size }) => [
			{
				name: 'Video',
				type: 'n8n-nodes-video-generation.videoGeneration',
				typeVersion: 1,
				parameters: {
					resource: 'video',
					operation: 'create',
					prompt: '={{ $json.prompt }}',
					model: { __rl: true, mode: 'id', value: model },
					seconds,
					size,
					returnWhat: 'file',
					...parameters,
				},
				credentials: { videoGenerationApi },
			},
		],
		wires: [],
	};
}

/** The node of this package, as it is when a user drops it in and picks nothing but the model. */
export const thisNode: Contender = thisNodeWith({});
