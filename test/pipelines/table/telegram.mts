import { builtIn } from '../../n8n/support/workflow.mts';
import { startHttpReceiver } from '../support/httpReceiver.mts';
import { signedIn, type Pipeline } from '../support/pipeline.mts';

export const telegram: Pipeline = {
	node: 'Telegram',
	receiver: "our own HTTP server (fastify) at the credential's _Base URL_, not Telegram",
	settings: '_Send Video_, _Binary File_ on, _Input Binary Field_ `data`',
	async open() {
		const receiver = await startHttpReceiver();
		return {
			credential: {
				name: 'Receiver',
				type: 'telegramApi',
				data: { accessToken: '1:token', baseUrl: receiver.url },
			},
			nodes: [
				signedIn(
					builtIn('Telegram', 'telegram', 1.2, {
						resource: 'message',
						operation: 'sendVideo',
						chatId: '1',
						binaryData: true,
						binaryPropertyName: 'data',
						additionalFields: {},
					}),
					'telegramApi',
				),
			],
			async received() {
				expect(receiver.paths).toEqual(['/bot1:token/sendVideo']);
				return await receiver.received();
			},
			close: receiver.close,
		};
	},
};
