import { createHmac, randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { binaryItem } from '../../engine/support/binary.mts';
import { runEngine } from '../../engine/support/engine.mts';
import { watch, type Watcher } from '../../engine/support/poll.mts';
import { listen } from '../../engine/support/webhook.mts';
import type { Cell } from './cell.mts';
import { outcomeOfError, outcomeOfRun, type Outcome } from './outcome.mts';
import type { Path, PathClass, PathServer, Settings } from './path.mts';
import type { Route } from './routes.mts';
import { searchAs } from './searchAs.mts';

const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
// What fails after the create takes long: twice shows all that three times would.
const TWICE = { ...RETRIES, maxTries: 2 };
/** In minutes: where it is the wait that fails, and where it shall not. */
const SHORT_WAIT = 0.03;
const LONG_WAIT = 1;
/** Enough for all that a poll tries again. */
const POLL_BUDGET_MS = 40_000;

function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}

// Without what the cell's server hands out, so that it is not mistaken for a stored result.
async function someVideo(): Promise<INodeExecutionData> {
	const bytes = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp41', 'latin1');
	return await binaryItem('data', Buffer.concat([bytes, Buffer.alloc(64)]), 'a.mp4', 'video/mp4');
}

type Parameters = (cell: Cell) => IDataObject;

interface NodePath {
	class: PathClass;
	column: string;
	route: Route;
	parameters: Parameters;
	hasCreated?: boolean;
	items?: (cell: Cell) => Promise<INodeExecutionData[]> | INodeExecutionData[];
}

const CLASSES_THAT_CREATE: readonly PathClass[] = ['create', 'character'];

function nodePath(name: string, given: NodePath): Path {
	const { parameters, items, ...path } = given;
	const retries = CLASSES_THAT_CREATE.includes(path.class) ? RETRIES : path.hasCreated && TWICE;
	return {
		...path,
		name,
		run: async (server, cell, settings) => {
			const { continues, requestTimeout, items: count = 1, triesOnce } = settings;
			const given = parameters(cell);
			const options = { requestTimeout, ...(given.options as IDataObject), ...settings.options };
			const [item] = (await items?.(cell)) ?? [{ json: {} }];
			const output = await runEngine(server, {
				parameters: { ...given, options, ...settings.parameters },
				items: Array.from({ length: count }, () => item),
				credential: settings.credential,
				settings: {
					...(!triesOnce && retries),
					onError: continues ? 'continueRegularOutput' : 'stopWorkflow',
				},
			});
			return outcomeOfRun(output);
		},
	};
}

const options = { timeout: SHORT_WAIT };
const prompt = 'a lake';
const newVideo = (operation: string, more: IDataObject = {}) => ({
	...{ operation, prompt, options, returnWhat: 'job' },
	...more,
});
const ofOld =
	(operation: string, more: IDataObject = {}) =>
	(cell: Cell) => ({
		...{ operation, video: byId(cell.oldId) },
		...more,
	});

// A parked check, as n8n's child workflow runs it.
const suspension = () => ({
	startedAt: Date.now(),
	until: Date.now() + 30 * 60_000,
	minutes: 30,
	intervalSeconds: 0,
	returnsFailed: false,
	continues: false,
	simplify: true,
	options: { requestTimeout: 1 },
	requestOptions: {},
});
const parked = ({ oldId: id }: Cell): INodeExecutionData => ({
	json: { id, suspended: { video: { id, item: 0, missing: 0, refused: 0 } } },
});

const NODE_PATHS: Record<string, NodePath> = {
	create: {
		class: 'create',
		column: 'Create',
		route: 'create',
		parameters: () => newVideo('create'),
	},
	remix: {
		class: 'create',
		column: 'Remix, Edit, Extend',
		route: 'remix',
		parameters: ({ oldId }) => newVideo('remix', { video: byId(oldId) }),
	},
	edit: {
		class: 'create',
		column: 'Remix, Edit, Extend',
		route: 'edit',
		parameters: ({ oldId }) => newVideo('edit', { video: byId(oldId) }),
	},
	extend: {
		class: 'create',
		column: 'Remix, Edit, Extend',
		route: 'extend',
		parameters: ({ oldId }) => newVideo('extend', { video: byId(oldId), seconds: '4' }),
	},
	'create and wait': {
		class: 'wait',
		column: 'Create: the wait',
		route: 'retrieve',
		hasCreated: true,
		parameters: () => newVideo('create', { returnWhat: 'video' }),
	},
	'create and download': {
		class: 'file',
		column: 'Create: the file',
		route: 'content',
		hasCreated: true,
		parameters: () => newVideo('create', { returnWhat: 'file', options: { timeout: LONG_WAIT } }),
	},
	'create a character': {
		class: 'character',
		column: 'Create a character',
		route: 'createCharacter',
		parameters: () => ({ resource: 'character', operation: 'create', characterName: 'Mossy' }),
		items: async () => [await someVideo()],
	},
	get: {
		class: 'read',
		column: 'Get',
		route: 'retrieve',
		parameters: ofOld('retrieve'),
	},
	'get a character': {
		class: 'read',
		column: 'Get',
		route: 'retrieveCharacter',
		parameters: ({ characterId }) => ({
			...{ resource: 'character', operation: 'retrieve', characterId },
		}),
	},
	'get many': {
		class: 'read',
		column: 'Get Many',
		route: 'list',
		parameters: () => ({ operation: 'list', returnAll: true }),
	},
	delete: { class: 'delete', column: 'Delete', route: 'delete', parameters: ofOld('delete') },
	download: {
		class: 'file',
		column: 'Download',
		route: 'content',
		parameters: ofOld('download'),
	},
	'wait for completion': {
		class: 'firstLook',
		column: 'Wait for Completion',
		route: 'retrieve',
		parameters: ofOld('waitForCompletion', { options, downloadFile: false }),
	},
	'suspended check': {
		class: 'check',
		column: 'Suspended wait',
		route: 'retrieve',
		parameters: () => ({
			operation: 'suspendUntilCompleted',
			video: byId('those of the input'),
			suspension: JSON.stringify(suspension()),
		}),
		items: (cell) => [parked(cell)],
	},
};

function watching(server: PathServer, { requestTimeout, options, ...more }: Settings): Watcher {
	return watch(server, {
		parameters: { options: { requestTimeout, ...options }, ...more.parameters },
		credential: more.credential,
		budgetMs: POLL_BUDGET_MS,
	});
}

async function pollOnce(watcher: Watcher): Promise<Outcome> {
	try {
		const items = await watcher.poll();
		const stored = [items, watcher.memory()];
		const [error] = watcher.errors;
		if (error !== undefined) return outcomeOfError(error, [stored, watcher.errors]);
		return {
			kind: 'ok',
			words: '',
			stored,
			detail: items.length === 0 ? 'nothing new' : undefined,
		};
	} catch (error) {
		return outcomeOfError(error, watcher.memory());
	}
}

const activation: Path = {
	name: 'trigger, activation',
	class: 'activation',
	column: 'Trigger: activation',
	route: 'list',
	run: async (server, _, settings) => await pollOnce(watching(server, settings)),
};

const poll: Path = {
	name: 'trigger, poll',
	class: 'poll',
	column: 'Trigger: poll',
	route: 'list',
	run: async (server, _, settings) => {
		const watcher = watching(server, settings);
		server.setFault?.(false);
		await watcher.poll();
		server.setFault?.(true);
		return await pollOnce(watcher);
	},
};

const SIGNING_SECRET = 'the-secret-of-the-fault-servers-events';

function signedEvent({ oldId }: Cell) {
	const id = `msg_${randomUUID()}`;
	const timestamp = String(Math.floor(Date.now() / 1000));
	const body = JSON.stringify({ id, type: 'video.completed', created_at: 1, data: { id: oldId } });
	const hmac = createHmac('sha256', SIGNING_SECRET).update(`${id}.${timestamp}.${body}`);
	return {
		body,
		headers: {
			'content-type': 'application/json',
			'webhook-id': id,
			'webhook-timestamp': timestamp,
			'webhook-signature': `v1,${hmac.digest('base64')}`,
		},
	};
}

const event: Path = {
	name: 'webhook trigger',
	class: 'event',
	column: 'Webhook trigger',
	route: 'retrieve',
	run: async (server, cell, { credential }) => {
		const signing = { scheme: 'standardWebhooks', signingSecret: SIGNING_SECRET };
		const listener = await listen(server as never, { ...signing, ...credential });
		try {
			const answer = await fetch(listener.url, { method: 'POST', ...signedEvent(cell) });
			const text = await answer.text();
			const stored = [text, listener.started];
			if (answer.ok) return { kind: 'ok', words: '', stored };
			const { error } = JSON.parse(text) as { error: string };
			return { kind: answer.status >= 500 ? 'again' : 'refused', words: error, stored };
		} finally {
			await listener.close();
		}
	},
};

function choices(name: string, route: Route, method: string, known = false): Path {
	return {
		name,
		class: known ? 'knownChoices' : 'choices',
		column: "The editor's lists",
		route,
		run: async (server, _, settings) => {
			try {
				const found = await searchAs(server, method, settings);
				return { kind: 'ok', words: '', stored: found };
			} catch (error) {
				return outcomeOfError(error);
			}
		},
	};
}

/** Every way on which the nodes ask a server for something. */
export const PATHS: readonly Path[] = [
	...Object.entries(NODE_PATHS).map(([name, given]) => nodePath(name, given)),
	activation,
	poll,
	event,
	choices('list of models', 'models', 'searchModels'),
	choices('list of videos', 'list', 'searchVideos'),
	choices('list of sizes', 'models', 'searchSizes', true),
];
