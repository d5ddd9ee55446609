import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import { NodeApiError, type INode } from 'n8n-workflow';
import { ENGINE_VERSION } from '../engine/support/host.mts';
import { byId, useStage } from '../engine/support/stage.mts';
import { toNetworkError } from '../../client/networkError';
import { readTransportError } from '../../nodes/shared/transportError';

// What holds on an old n8n beside the engine suite, which this suite runs whole.
const stage = useStage();

interface Manifest {
	version: string;
	dependencies: Record<string, string>;
}

function manifestAt(file: string): Manifest {
	return JSON.parse(
		readFileSync(path.join(process.cwd(), 'test/oldest', file), 'utf8'),
	) as Manifest;
}

test('the engine under test is the one that this folder pins', () => {
	const { dependencies } = manifestAt('package.json');
	expect(ENGINE_VERSION).toBe(dependencies['n8n-core']);
	expect(manifestAt('node_modules/n8n-workflow/package.json').version).toBe(
		dependencies['n8n-workflow'],
	);
});

test('the compiled node has the n8n-workflow of that engine', () => {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const { toApiError } = require(path.join(process.cwd(), 'dist/nodes/shared/nodeError.js')) as {
		toApiError: (node: INode, error: object) => Error;
	};
	const error = toApiError({} as INode, { kind: 'input', message: 'a word', details: {} });
	expect(error).toBeInstanceOf(NodeApiError);
});

test('n8n loads the package', async () => {
	const loader = new PackageDirectoryLoader(process.cwd());
	await loader.loadAll();
	expect(Object.keys(loader.nodeTypes)).toEqual([
		'videoGeneration',
		'videoGenerationTrigger',
		'videoGenerationWebhookTrigger',
	]);
	expect(Object.keys(loader.credentialTypes)).toEqual([
		'videoGenerationApi',
		'videoGenerationWebhookApi',
	]);
});

test('Suspend Until Completed waits in memory where n8n cannot be trusted to go on', async () => {
	const id = await stage.api.create();
	const { items, error } = await stage.run({
		parameters: {
			operation: 'suspendUntilCompleted',
			video: byId(id),
			options: { pollInterval: 0.2 },
		},
		mode: 'trigger',
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ id, status: 'completed' });
});

test.each([
	['connect ETIMEDOUT 10.0.0.1:443', 'ETIMEDOUT', 'nothingSent'],
	['timeout of 300000ms exceeded', 'ECONNABORTED', 'unknown'],
	['connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED', 'nothingSent'],
	['read ECONNRESET', 'ECONNRESET', 'unknown'],
	['socket hang up', 'ECONNRESET', 'unknown'],
	['', 'ECONNREFUSED', 'nothingSent'],
])('what this n8n makes of "%s" (%s) is read as %s', (text, code, reach) => {
	const wrapped = new NodeApiError({} as INode, Object.assign(new Error(text), { code }) as never);
	const error = toNetworkError(readTransportError(wrapped), 'http://127.0.0.1');
	expect(error).toMatchObject({ reach, code });
});
