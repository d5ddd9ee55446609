import { builtIn } from '../../n8n/support/workflow.mts';
import { startHttpReceiver } from '../support/httpReceiver.mts';
import { upload, type Pipeline } from '../support/pipeline.mts';

export const httpRaw: Pipeline = {
	node: 'HTTP Request, raw',
	receiver: 'fastify',
	settings: '_Body Content Type_: _n8n Binary File_, _Input Data Field Name_ `data`',
	pitfall: 'The file name is not sent. Put it into the URL or a header if the server needs it.',
	carriesLarge: ['filesystem', 'database'],
	async open() {
		const receiver = await startHttpReceiver();
		return {
			nodes: [
				builtIn('Send', 'httpRequest', 4.2, {
					method: 'POST',
					url: `${receiver.url}/raw`,
					sendBody: true,
					contentType: 'binaryData',
					inputDataFieldName: 'data',
				}),
			],
			received: receiver.received,
			close: receiver.close,
		};
	},
};

export const httpForm: Pipeline = {
	node: 'HTTP Request, multipart',
	receiver: 'fastify',
	carriesLarge: ['filesystem'],
	settings:
		'_Body Content Type_: _Form-Data_, _Parameter Type_: _n8n Binary File_, _Input Data Field Name_ `data`',
	async open() {
		const receiver = await startHttpReceiver();
		const nodes = [upload(`${receiver.url}/form`)];
		return { nodes, received: receiver.received, close: receiver.close };
	},
};
