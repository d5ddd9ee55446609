import type { Cell } from './cell.mts';

/** What a request to the Videos API is for. */
export type Route =
	| 'create'
	| 'remix'
	| 'edit'
	| 'extend'
	| 'createCharacter'
	| 'retrieveCharacter'
	| 'retrieve'
	| 'list'
	| 'delete'
	| 'content'
	| 'models'
	| 'other';

/** The routes that make a video, which costs money. */
export const CREATES: readonly Route[] = ['create', 'remix', 'edit', 'extend'];

const TABLE: ReadonlyArray<[method: string, path: RegExp, route: Route]> = [
	['POST', /^\/videos\/characters$/, 'createCharacter'],
	['POST', /^\/videos\/edits$/, 'edit'],
	['POST', /^\/videos\/extensions$/, 'extend'],
	['POST', /^\/videos\/[^/]+\/remix$/, 'remix'],
	['POST', /^\/videos\/?$/, 'create'],
	['GET', /^\/videos\/characters\/[^/]+$/, 'retrieveCharacter'],
	['GET', /^\/videos\/[^/]+\/content$/, 'content'],
	['GET', /^\/videos\/[^/]+$/, 'retrieve'],
	['DELETE', /^\/videos\/[^/]+$/, 'delete'],
	['GET', /^\/videos\/?$/, 'list'],
	['GET', /^\/models$/, 'models'],
];

/** What a request is for. @param target as in the request line */
export function routeOf(method: string, target: string): Route {
	const path = target.replace(/[?#].*$/s, '').replace(/^\/v1(?=\/)/, '');
	return TABLE.find((row) => row[0] === method && row[1].test(path))?.[2] ?? 'other';
}

/** An answer of a server that does all well. */
export interface Good {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

/** A job as the reference server tells it. */
export function job(id: string, status: string, more: object = {}): Record<string, unknown> {
	return {
		id,
		object: 'video',
		model: 'sora-2',
		status,
		progress: status === 'completed' ? 100 : 0,
		created_at: Math.floor(Date.now() / 1000),
		prompt: 'a lake',
		seconds: '4',
		size: '720x1280',
		error: null,
		...more,
	};
}

function valueOf(route: Route, cell: Cell, path: string, more: object): unknown {
	if (CREATES.includes(route)) return job(cell.newId, 'queued');
	if (route === 'retrieve') {
		return job(decodeURIComponent(path.split('/').at(-1)!), 'completed', more);
	}
	if (route === 'list') {
		return { object: 'list', data: [job(cell.oldId, 'completed')], has_more: false };
	}
	if (route === 'delete') return { id: cell.oldId, object: 'video.deleted', deleted: true };
	if (route === 'models') return { object: 'list', data: [{ id: 'sora-2', object: 'model' }] };
	return { id: cell.characterId, name: 'Mossy', created_at: 1_790_000_000 };
}

/** What a server that does all well answers. @param more what a finished job says more */
export function goodAnswer(route: Route, cell: Cell, target: string, more: object = {}): Good {
	if (route === 'content') {
		return { status: 200, headers: { 'content-type': 'video/mp4' }, body: cell.mp4 };
	}
	const value = valueOf(route, cell, target.replace(/[?#].*$/s, ''), more);
	return {
		status: 200,
		headers: { 'content-type': 'application/json' },
		body: Buffer.from(JSON.stringify(value)),
	};
}
