import type { Exchange, Fault } from '../fault.mts';
import type { Path } from '../path.mts';

type Body = 'error' | 'page' | 'empty' | 'good';

// So that what is tried again is tried again soon.
const SOON = { 'retry-after-ms': '20' };

const BODY_NAMES: Record<Body, string> = {
	error: 'an error',
	page: 'a web page',
	empty: 'nothing',
	good: 'what was asked for',
};

function send({ reply, good }: Exchange, status: number, body: Body, headers = {}): void {
	if (body === 'error') {
		const error = { message: `Status ${status} it is`, type: 'some_error', code: null };
		return reply(status, { ...SOON, ...headers }, JSON.stringify({ error }));
	}
	if (body === 'page') {
		const page = `<html><body><h1>${status}</h1><hr>nginx</body></html>`;
		return reply(status, { ...SOON, 'content-type': 'text/html', ...headers }, page);
	}
	if (body === 'empty') return reply(status, { ...SOON, 'content-type': '', ...headers }, '');
	reply(status, { ...SOON, ...good.headers, ...headers }, good.body);
}

function status(code: number, body: Body, applies?: (path: Path) => boolean): Fault {
	return {
		name: `answers ${code} with ${BODY_NAMES[body]}`,
		effect: { what: 'status', status: code, body },
		answer: (exchange) => send(exchange, code, body),
		applies,
	};
}

const isCreate = ({ class: name }: Path) => name === 'create';
// What a retrieve answers with another status is a matter of its own: vLLM-Omni tells failed jobs so.
const isNotFile = ({ class: name }: Path) => name !== 'file';

/** Of each class those that servers and gateways really send. */
const EVERYWHERE = [
	...[300, 304, 400, 401, 402, 403, 404, 405, 408, 409, 410, 422, 425, 429, 451, 499],
	...[500, 501, 502, 503, 504, 520, 524, 529],
];
/** The rest, for the one place where each status counts: may a create be sent again? */
const FOR_CREATES = [
	...[305, 306, 406, 407, 411, 412, 413, 414, 415, 416, 417, 418, 420, 421, 423, 424, 426, 428],
	...[431, 440, 444, 449, 460, 494, 498, 505, 506, 507, 508, 510, 511, 521, 522, 523, 525, 526],
	...[527, 530, 598, 599, 600, 799, 999],
];

/** The Location of the job that was made. */
const LOCATION: Fault[] = [201, 202, 204, 303].map((code) => ({
	name: `answers a create with ${code}, nothing, and the video's Location`,
	effect: {
		what: 'special',
		kinds: () => (code === 303 ? ['ok', 'unknownOutcome'] : ['ok']),
	},
	applies: isCreate,
	answer: (exchange) =>
		send(exchange, code, 'empty', { location: `/v1/videos/${exchange.cell.newId}` }),
}));

const BUSY_WORDS = 'A video generation is already in progress.';

/** A server with one place: it takes the create once the other video is done. */
function busy(code: number): Fault {
	return {
		name: `answers ${code} with "${BUSY_WORDS}", and then works`,
		effect: { what: 'special', kinds: () => ['ok'] },
		mostCreates: 2,
		applies: isCreate,
		answer: (exchange) => {
			const { reply, before } = exchange;
			if (before > 0) return send(exchange, 200, 'good');
			reply(code, SOON, JSON.stringify({ error: { message: BUSY_WORDS } }));
		},
	};
}

/** Whose create a safety filter refuses: the same one is never sent again. */
function blocked(code: number): Fault {
	const error = { code: 'moderation_blocked', message: 'Our safety system rejected the prompt.' };
	return {
		name: `answers ${code} with a refusal by its safety filter`,
		effect: { what: 'special', kinds: () => ['blocked'] },
		mostCreates: 1,
		applies: isCreate,
		answer: ({ reply }) => reply(code, SOON, JSON.stringify({ error })),
	};
}

/** Every status, with an error, a web page, nothing, or what was asked for. */
export const STATUS: Fault[] = [
	...EVERYWHERE.map((code) => status(code, 'error')),
	...FOR_CREATES.map((code) => status(code, 'error', isCreate)),
	...[403, 404, 500, 502, 503].map((code) => status(code, 'page')),
	...[204, 400, 401, 404, 500, 503].map((code) => status(code, 'empty')),
	...[201, 202, 203, 206, 226].map((code) => status(code, 'good')),
	...[300, 301, 302, 303, 307, 308, 400, 409, 500, 502].map((code) =>
		status(code, 'good', isNotFile),
	),
	...[201, 202].map((code) => status(code, 'empty', isCreate)),
	...LOCATION,
	...[409, 429, 503].map(busy),
	...[400, 403, 422].map(blocked),
];
