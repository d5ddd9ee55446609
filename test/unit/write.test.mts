import { DIALECTS } from '../../protocol/dialects';
import { dynamo } from '../../protocol/dialects/servers/dynamo';
import type { CreateInputs } from '../../protocol/dialects/inputs';
import { openai } from '../../protocol/dialects/servers/openai';
import { formsFor, layOver, writeInputs } from '../../protocol/dialects/write';

test('extra body fields win, but leave the rest of an object alone', () => {
	const fields = { prompt: 'a', seconds: 4, nvext: { seed: 7, fps: 16 }, list: [1, 2] };
	const extra = { seconds: 8, nvext: { fps: 24, boundary_ratio: 0.5 }, list: [3] };
	expect(layOver(fields, extra)).toEqual({
		prompt: 'a',
		seconds: 8,
		nvext: { seed: 7, fps: 24, boundary_ratio: 0.5 },
		list: [3],
	});
	expect(fields.nvext).toEqual({ seed: 7, fps: 16 });
});

test('what a server must always be told is in the body, and the table stays as it is', () => {
	const written = writeInputs(dynamo, { prompt: 'a' }, 'json');
	expect(written).toEqual({ fields: { prompt: 'a', response_format: 'b64_json' }, files: {} });
	expect(dynamo.always).toEqual({ response_format: 'b64_json' });
});

test('a callback URL goes to OpenRouter under its name, and is refused by name elsewhere', () => {
	const inputs = { prompt: 'a', callbackUrl: 'https://n8n.example.com/webhook/a/webhook' };
	for (const dialect of DIALECTS) {
		const written = writeInputs(dialect, inputs, dialect.forms[0]);
		const takesIt = dialect.name === 'openrouter';
		expect(written).toEqual(
			takesIt
				? { fields: { prompt: 'a', callback_url: inputs.callbackUrl }, files: {} }
				: { input: 'callbackUrl', way: '' },
		);
	}
});

const FILE = { fileName: 'a.png', mimeType: 'image/png', bytes: Buffer.from('a') };

test.each<[string, CreateInputs]>([
	['a prompt', { prompt: 'a' }],
	['an image by URL', { prompt: 'a', firstFrame: { url: 'https://example.com/a.png' } }],
	['an image as a file', { prompt: 'a', firstFrame: { file: FILE } }],
])('an unknown server can be sent %s in both forms', (_, inputs) => {
	const forms = formsFor(openai, inputs);
	expect([...forms].sort()).toEqual(['json', 'multipart']);
	for (const form of forms) expect(writeInputs(openai, inputs, form)).toHaveProperty('fields');
});
