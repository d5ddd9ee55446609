import type { Fault } from '../fault.mts';
import type { Kind } from '../kinds.mts';
import type { Path } from '../path.mts';
import { job } from '../routes.mts';

const isWait = ({ class: name }: Path) => ['wait', 'firstLook', 'check'].includes(name);

function ended(name: string, kind: Kind, more: object, status = 'failed'): Fault {
	return {
		name,
		effect: { what: 'special', kinds: (path) => (isWait(path) ? [kind] : ['ok']) },
		failsJob: kind === 'jobFailed',
		applies: ({ route, class: name }) => route === 'retrieve' || name === 'create',
		answer: ({ reply, good }) => {
			const { id } = JSON.parse(good.body.toString()) as { id: string };
			reply(200, {}, JSON.stringify(job(id, status, more)));
		},
	};
}

const failed = (message: unknown, code = 'x') => ({ error: { code, message } });

/** Jobs that end badly. */
export const JOBS: Fault[] = [
	ended('fails the job, and gives no reason', 'jobFailed', { error: null }),
	ended('fails the job, and gives a reason', 'jobFailed', failed('The model ran out of memory')),
	ended(
		'fails the job: "The job was canceled by the operator"',
		'jobFailed',
		failed('The job was canceled by the operator'),
	),
	ended(
		'blocks the job by its safety filter',
		'blocked',
		failed('Your request was blocked by our moderation system.', 'moderation_blocked'),
	),
	ended(
		'fails the job with a line break in its words',
		'jobFailed',
		failed('a\r\n11:11 info FORGED'),
	),
	ended(
		'fails the job with bidirectional characters',
		'jobFailed',
		failed('a \u202egnp.exe\u202c'),
	),
	ended(
		'fails the job with a code of n8n: ECONNREFUSED',
		'jobFailed',
		failed('ECONNREFUSED EPERM'),
	),
	ended('fails the job with an object as message', 'jobFailed', failed({ a: 1 })),
	ended('ends the job as "canceled"', 'jobFailed', { error: null }, 'canceled'),
	ended('ends the job as "expired"', 'jobFailed', { error: null }, 'expired'),
];
