import path from 'node:path';
import type {
	ICredentialTestFunctions,
	ICredentialType,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import codex from '../../nodes/VideoGenerationWebhookTrigger/VideoGenerationWebhookTrigger.node.json';
import { choices, collected, walk } from './support/compiled.mts';

function load<T>(file: string, className: string): T {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const loaded = require(path.join(process.cwd(), 'dist', file)) as Record<string, new () => T>;
	return new loaded[className]();
}

const node = load<INodeType>(
	'nodes/VideoGenerationWebhookTrigger/VideoGenerationWebhookTrigger.node.js',
	'VideoGenerationWebhookTrigger',
);
const credential = load<ICredentialType>(
	'credentials/VideoGenerationWebhookApi.credentials.js',
	'VideoGenerationWebhookApi',
);
const { description } = node;
const fields = [...walk(description.properties), ...walk(credential.properties)];
const placesOf = (breaks: (field: INodeProperties) => boolean) =>
	fields.filter(({ field }) => breaks(field)).map(({ place }) => place);

test('the node is a trigger with one webhook of its own', () => {
	expect(description).toMatchObject({
		name: 'videoGenerationWebhookTrigger',
		displayName: 'Video Generation Webhook Trigger',
		group: ['trigger'],
		inputs: [],
		outputs: ['main'],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
	});
	expect(description.usableAsTool).toBeUndefined();
	expect(codex.node).toBe(`n8n-nodes-video-generation.${description.name}`);
});

test('it needs the server and the secret, and what tests the secret exists', () => {
	expect(description.credentials).toEqual([
		{
			name: 'videoGenerationApi',
			displayName: 'Credential for the Server',
			required: true,
			testedBy: 'testCredential',
		},
		{
			name: credential.name,
			displayName: 'Credential for Its Webhooks',
			required: true,
			testedBy: 'testWebhookCredential',
		},
	]);
	expect(node.methods?.credentialTest).toHaveProperty('testWebhookCredential');
});

test('there is nothing to register at a server', async () => {
	const methods = Object.entries(node.webhookMethods?.default ?? {});
	expect(methods.map(([name]) => name).sort()).toEqual(['checkExists', 'create', 'delete']);
	for (const [, method] of methods) expect(await method.call({} as never)).toBe(true);
});

describe('the fields', () => {
	test('say what they are for', () => {
		const silent = ({ type, description: told, name }: INodeProperties) =>
			type !== 'notice' && name !== 'options' && !told;
		expect(placesOf(silent)).toEqual([]);
	});

	test('end a description in a full stop only where it has several sentences', () => {
		const texts = [
			...fields.map(({ field }) => field.description ?? ''),
			...fields.flatMap(choices).map(({ description: told }) => told ?? ''),
		].filter(Boolean);
		expect(texts.filter((text) => text.includes('. ') !== text.endsWith('.'))).toEqual([]);
	});

	test('are in Title Case', () => {
		const names = [
			...fields
				.filter(({ field }) => field.type !== 'notice')
				.map(({ field }) => field.displayName),
			...fields.flatMap(choices).map(({ name }) => name),
			description.displayName,
			credential.displayName,
		];
		expect(names.filter((name) => !/^[A-Z]\S*( [A-Z(]\S*| to| a| the| of)*$/.test(name))).toEqual(
			[],
		);
	});

	test('of switches begin with Whether, and of collections are alphabetical', () => {
		expect(
			placesOf(
				({ type, description: told }) => type === 'boolean' && !told?.startsWith('Whether '),
			),
		).toEqual([]);
		for (const field of fields) {
			const names = collected(field);
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		}
	});

	test('that are lists have a default among their choices', () => {
		const wrong = ({ type, default: chosen, options }: INodeProperties) => {
			if (!['options', 'multiOptions'].includes(type)) return false;
			const values = (options as INodePropertyOptions[]).map(({ value }) => value);
			return ![chosen].flat().every((one) => values.includes(one as string));
		};
		expect(placesOf(wrong)).toEqual([]);
	});

	test('hide the secret while it is typed', () => {
		const secret = credential.properties.find(({ name }) => name === 'signingSecret');
		expect(secret).toMatchObject({ typeOptions: { password: true }, default: '', required: true });
	});

	test('say where the address is to be pasted', () => {
		const notice = description.properties.find(({ type }) => type === 'notice');
		expect(notice?.displayName).toMatch(/Production URL.*OpenRouter.*Callback URL/s);
	});
});

describe("the secret's test", () => {
	const check = async (data: Record<string, string>) =>
		await node.methods!.credentialTest!.testWebhookCredential.call({} as ICredentialTestFunctions, {
			id: 'a',
			name: 'b',
			type: credential.name,
			data,
		});

	test.each([
		['standardWebhooks', 'whsec_c2VjcmV0'],
		['standardWebhooks', 'plain'],
		['standardWebhooks', 'whsec_c2VjcmV0 whsec_bmV3'],
		['openRouter', 'whsec_*'],
	])('%s passes with %s, and says what it does not know', async (scheme, signingSecret) => {
		expect(await check({ scheme, signingSecret })).toEqual({
			status: 'OK',
			message: expect.stringContaining('first event'),
		});
	});

	test.each([
		['standardWebhooks', ''],
		['openRouter', ' '],
		['standardWebhooks', 'whsec_*'],
		['standardWebhooks', 'plain whsec_'],
	])('%s fails with "%s", without telling it', async (scheme, signingSecret) => {
		const { status, message } = await check({ scheme, signingSecret });
		expect(status).toBe('Error');
		expect(message).toMatch(/secret/i);
		expect(message).not.toContain('*');
	});
});
