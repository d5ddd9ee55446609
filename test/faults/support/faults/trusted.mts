import type { Fault } from '../fault.mts';
import type { Kind } from '../kinds.mts';
import type { Path } from '../path.mts';
import { job } from '../routes.mts';

const always = (...kinds: Kind[]) => ({ what: 'special', kinds: () => kinds }) as const;
const isList = ({ route, class: name }: Path) => route === 'list' && name !== 'choices';
const on =
	(...routes: string[]) =>
	({ route }: Path) =>
		routes.includes(route);

function page(entries: unknown[], more: object = {}): string {
	return JSON.stringify({ object: 'list', data: entries, has_more: false, ...more });
}

/** Who knows an id has made the video, whatever the status says. */
function wrappedId(status: number, what: string, more: object): Fault {
	return {
		name: `answers ${status} with an error, ${what} inside of a wrapper`,
		effect: always('unknownOutcome'),
		applies: ({ class: name }) => name === 'create',
		answer: ({ reply, cell }) => {
			const data = { task_id: cell.newId, ...more };
			const body = JSON.stringify({ code: status, message: 'The queue did not answer', data });
			reply(status, { 'retry-after-ms': '20' }, body);
		},
	};
}

/** Answers that look well and are not what they seem. */
export const TRUSTED: Fault[] = [
	{
		name: 'answers a deletion 200 with an error',
		effect: always('refused'),
		applies: on('delete'),
		answer: ({ reply }) => reply(200, {}, '{"error":{"message":"You may not delete this video"}}'),
	},
	{
		name: 'answers a deletion 200 with "deleted": false',
		effect: always('refused', 'badAnswer'),
		applies: on('delete'),
		answer: ({ reply, cell }) => reply(200, {}, `{"id":"${cell.oldId}","deleted":false}`),
	},
	{
		name: 'answers a create 200 with an error',
		effect: always('unknownOutcome', 'refused'),
		applies: ({ class: name }) => name === 'create',
		answer: ({ reply }) => reply(200, {}, '{"error":{"message":"No credit"}}'),
	},
	...[400, 409, 500, 503].flatMap((status) => [
		wrappedId(status, 'and the job', { status: 'PENDING', progress: '0%' }),
		wrappedId(status, 'and the id of the job', {}),
	]),
	{
		// LiteLLM answers with an id of its own: the job is the one that was requested, and keeps the id by which it was.
		name: 'gives a job with another id',
		effect: { what: 'special', kinds: () => ['ok'] },
		applies: on('retrieve'),
		answer: ({ reply }) =>
			reply(200, {}, JSON.stringify(job('video_of_somebody_else', 'completed'))),
	},
	{
		name: 'has a list that always has 100 more',
		effect: always('ok', 'badAnswer', 'deadline'),
		applies: isList,
		answer: ({ reply, before }) => {
			const entries = Array.from({ length: 100 }, (_, index) =>
				job(`video_${before}_${index}`, 'completed', { prompt: 'p'.repeat(500) }),
			);
			reply(200, {}, page(entries, { has_more: true, last_id: `video_${before}_99` }));
		},
	},
	{
		name: 'has a list that ignores "after"',
		effect: always('ok', 'badAnswer'),
		applies: isList,
		answer: ({ reply, cell }) => {
			const entries = [job(cell.oldId, 'completed')];
			reply(200, {}, page(entries, { has_more: true, last_id: cell.oldId }));
		},
	},
	{
		name: 'has more in its list and does not say where',
		effect: always('ok', 'badAnswer'),
		applies: isList,
		answer: ({ reply }) => reply(200, {}, page([], { has_more: true })),
	},
	{
		name: 'has a list of entries that are no jobs',
		effect: always('ok', 'badAnswer'),
		applies: on('list', 'models'),
		answer: ({ reply }) =>
			reply(
				200,
				{},
				page([null, 1, 'a', [], {}, { id: {} }, { id: '' }, { id: '..' }, { id: null }]),
			),
	},
	{
		name: 'has a list whose data is no list',
		effect: { what: 'unreadable' },
		applies: on('list', 'models'),
		answer: ({ reply }) => reply(200, {}, '{"object":"list","data":{"a":1}}'),
	},
	{
		name: 'has 10,000 jobs in one page of its list',
		effect: always('ok', 'badAnswer'),
		applies: on('list'),
		answer: ({ reply }) =>
			reply(
				200,
				{},
				page(Array.from({ length: 10_000 }, (_, n) => ({ id: `v${n}`, status: 'queued' }))),
			),
	},
];
