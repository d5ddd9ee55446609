import { builtIn } from '../../n8n/support/workflow.mts';
import { startHttpReceiver } from '../support/httpReceiver.mts';
import { signedIn, type Pipeline } from '../support/pipeline.mts';

export const telegram: Pipeline = {
	node: 'Telegram',
	receiver: "fastify, at the credential's _Base URL_",
	settings: '_Send Video_, _Binary File_ on, _Input Binary Field_ `data`',
	pitfall:
		'The Bot API takes files of up to 50 MB; a Bot API server of your own takes 2 GB (_Base URL_).',
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
