// Runs OpenRouter's SDK for the tests, call by call: an ES module, which Jest loads only on the newest Node.
import { Buffer } from 'node:buffer';
import process from 'node:process';
import { OpenRouter } from '@openrouter/sdk';
import * as models from '@openrouter/sdk/models';

const [serverURL, apiKey] = process.argv.slice(2);
const { videoGeneration } = new OpenRouter({
	serverURL,
	apiKey,
	retryConfig: { strategy: 'none' },
});

const calls = {
	generate: async (videoGenerationRequest) =>
		await videoGeneration.generate({ videoGenerationRequest }),
	getGeneration: async (jobId) => await videoGeneration.getGeneration({ jobId }),
	getVideoContent: async (jobId) => {
		const stream = await videoGeneration.getVideoContent({ jobId });
		return Buffer.from(await new Response(stream).arrayBuffer());
	},
	listVideosModels: async () => await videoGeneration.listVideosModels(),
	// What the SDK makes of a request before it sends it.
	written: async (request) => models.VideoGenerationRequest$outboundSchema.parse(request),
	// Its lists of values; it takes others too.
	values: async (name) => Object.values(models[name]),
};

process.on('message', ({ call, argument }) => {
	calls[call](argument).then(
		(value) => process.send({ value }),
		({ name, statusCode, message }) => process.send({ error: { name, statusCode, message } }),
	);
});
process.send({});
