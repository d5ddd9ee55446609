import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createHost, type Host, type Server } from '../../host/n8n.mts';
import type { Execution } from '../../host/execution.mts';
import { start, videoWorkflow } from '../n8n/support/workflow.mts';
import { startHostileServer } from './support/attack.mts';
import { makeCell, type Cell } from './support/cell.mts';
import type { Fault } from './support/fault.mts';
import { FAULTS } from './support/faults/index.mts';
import { leaksIn } from './support/leaks.mts';
import type { Route } from './support/routes.mts';
import { startFaultServer } from './support/server.mts';

// What only a whole n8n can show: what stands in its database and in its log, and the credential test, which n8n itself sends.

jest.setTimeout(400_000);

let host: Host;
let server: Server;

beforeAll(async () => {
	host = await createHost({ withEditor: false });
	server = await host.start();
	await server.session.signIn();
});
afterAll(async () => await host?.dispose());

interface Case {
	fault: string;
	operation: string;
	route: Route;
	status: 'error' | 'success';
	/** On Error */
	onError?: string;
}

const CASES: Case[] = [
	{
		fault: 'answers 400, and shows the key',
		operation: 'create',
		route: 'create',
		status: 'error',
	},
	{
		fault: 'answers 400, and shows the key in base64',
		operation: 'list',
		route: 'list',
		status: 'error',
	},
	{
		fault: 'answers 400, and shows the key percent-encoded',
		operation: 'retrieve',
		route: 'retrieve',
		status: 'error',
	},
	{
		fault: 'answers 400, and shows the key cut in half',
		operation: 'delete',
		route: 'delete',
		status: 'error',
	},
	{
		fault: 'tells a failed job, and shows the key',
		operation: 'suspendUntilCompleted',
		route: 'retrieve',
		status: 'error',
	},
	{
		fault: "tells a failed job, and shows a URL with a storage host's signature",
		operation: 'waitForCompletion',
		route: 'retrieve',
		status: 'error',
	},
	{
		fault: 'tells a failed job, and shows the header that it received',
		operation: 'waitForCompletion',
		route: 'retrieve',
		status: 'success',
		onError: 'continueRegularOutput',
	},
	{
		fault: 'shows the key in a web page (502)',
		operation: 'create',
		route: 'create',
		status: 'error',
	},
	{
		fault: 'shows the key in a header of its answer (401)',
		operation: 'download',
		route: 'content',
		status: 'error',
	},
	{
		fault: 'shows the key in the address that it redirects to',
		operation: 'retrieve',
		route: 'retrieve',
		status: 'error',
	},
	{
		fault: 'fails the job: "The job was canceled by the operator"',
		operation: 'suspendUntilCompleted',
		route: 'retrieve',
		status: 'error',
	},
	{
		fault: 'answers a create with an id with a line break',
		operation: 'create',
		route: 'create',
		status: 'success',
	},
];

function faultNamed(name: string): Fault {
	return Object.values(FAULTS)
		.flat()
		.find((fault) => fault.name === name)!;
}

function databaseText(): string {
	const folder = path.join(host.folder, '.n8n');
	const files = readdirSync(folder).filter((name) => name.startsWith('database.sqlite'));
	return files.map((name) => readFileSync(path.join(folder, name), 'latin1')).join('\n');
}

async function logText(): Promise<string> {
	const folder = path.join(host.folder, 'logs');
	const files = existsSync(folder) ? readdirSync(folder) : [];
	return [
		await server.output(),
		...files.map((name) => readFileSync(path.join(folder, name), 'utf8')),
	].join('\n');
}

async function credentialFor(cell: Cell, baseUrl: string, data: Record<string, unknown> = {}) {
	const { key } = cell;
	const template = {
		name: cell.name,
		type: 'videoGenerationApi',
		data: { server: 'openai', baseUrl, authentication: 'bearer', apiKey: key, ...data },
	};
	return { ...template, id: await server.session.createCredential(template) };
}

async function execute({ fault, operation, route, onError }: Case, cell: Cell): Promise<Execution> {
	const faultServer = await startFaultServer(faultNamed(fault), cell, route);
	try {
		const credential = await credentialFor(cell, faultServer.baseUrl);
		const workflow = videoWorkflow({
			credential,
			items: [{ prompt: 'a lake' }],
			parameters: {
				operation,
				returnWhat: 'job',
				video: { __rl: true, mode: 'id', value: cell.oldId },
				options: { timeout: 0.05, requestTimeout: 10 },
			},
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 10, onError },
		});
		return await server.session.runToEnd(workflow, start);
	} finally {
		await faultServer.stop();
	}
}

const AUTHENTICATION: Record<string, (cell: Cell) => Record<string, unknown>> = {
	bearer: () => ({ authentication: 'bearer' }),
	header: () => ({ authentication: 'header', headerName: 'x-api-key' }),
	basic: ({ key }) => ({ authentication: 'basic', user: 'me', password: key }),
	none: () => ({ authentication: 'none' }),
};

test.each(Object.keys(AUTHENTICATION))(
	'the credential test, %s, sends nothing of the key to where it is redirected, and fails',
	async (mode) => {
		const cell = makeCell(`n8n × credential × ${mode}`);
		const hostile = await startHostileServer(cell, 'a redirect', 'models');
		try {
			const credential = await credentialFor(cell, hostile.baseUrl, AUTHENTICATION[mode](cell));
			const told = [];
			while (hostile.used() < hostile.forms.length) {
				const form = hostile.forms[hostile.used()];
				const { status, message } = await server.session.testCredential(credential);
				if (status !== 'Error') told.push(`${form}: ${message}`);
			}
			const received = hostile.strays.flatMap(({ text }) => leaksIn(text, cell));
			expect(received).toEqual([]);
			expect(told).toEqual([]);
		} finally {
			await hostile.stop();
		}
	},
);

// Last: the search holds up this process for longer than n8n keeps a connection.
describe('a run', () => {
	const runs = new Map<Cell, Execution>();

	test.each(CASES)('$operation: the server $fault', async (one) => {
		const cell = makeCell(`n8n × ${one.operation} × ${one.fault}`);
		const execution = await execute(one, cell);
		runs.set(cell, execution);
		expect(execution.status).toBe(one.status);
		expect(leaksIn(JSON.stringify(execution), cell)).toEqual([]);
	});

	test('leaves nothing of a secret in the database and in the log', async () => {
		expect(runs.size).toBe(CASES.length);
		const database = databaseText();
		const log = await logText();
		// The ids are there: this is where the executions are stored.
		expect([...runs.keys()].filter(({ oldId }) => database.includes(oldId)).length).toBeGreaterThan(
			5,
		);
		for (const cell of runs.keys()) {
			expect([cell.name, leaksIn(database, cell)]).toEqual([cell.name, []]);
			expect([cell.name, leaksIn(log, cell)]).toEqual([cell.name, []]);
		}
		expect(log).not.toMatch(/^11:11:11 info FORGED/m);
	});
});
