// What the node may make of a fault, on each path. All that the suite demands of kinds and of the number of creates stands here.
import type { Effect, Fault } from './fault.mts';
import type { Kind } from './kinds.mts';
import type { Path, PathClass } from './path.mts';

/**
 * The statuses by which a server surely says that it did not accept a request. Everything else that is no readable job leaves the
 * outcome of a create unknown.
 */
export const NOT_ACCEPTED: readonly number[] = [
	...[400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 413, 414, 415, 416, 417, 421, 422, 423],
	...[425, 426, 428, 429, 431, 451, 501],
];

type Rule = Record<PathClass, readonly Kind[]>;

// A trigger's poll keeps what may pass to itself, unless n8n's time for it is over; a list of known sizes needs no server.
const QUIET: readonly Kind[] = ['ok', 'deadline'];

const UNSENT: Rule = {
	create: ['unreachable'],
	character: ['unreachable'],
	read: ['unreachable'],
	delete: ['unreachable'],
	file: ['unreachable'],
	// Its create already meets the fault.
	wait: ['unreachable'],
	firstLook: ['unreachable'],
	check: ['ok'],
	activation: ['unreachable'],
	// A trigger that could not be activated never polls.
	poll: [],
	event: ['again'],
	choices: ['unreachable'],
	knownChoices: ['ok'],
};

const NO_ANSWER: Rule = {
	create: ['unknownOutcome'],
	character: ['unknownOutcome', 'noAnswer'],
	read: ['noAnswer', 'badAnswer'],
	delete: ['noAnswer', 'badAnswer'],
	file: ['noFile', 'noAnswer'],
	wait: ['deadline'],
	firstLook: ['noAnswer', 'badAnswer', 'deadline'],
	check: ['ok'],
	activation: ['noAnswer', 'badAnswer'],
	poll: [...QUIET, 'noAnswer', 'badAnswer'],
	event: ['again'],
	choices: ['noAnswer', 'badAnswer'],
	knownChoices: ['ok'],
};

const UNREADABLE: Rule = {
	create: ['unknownOutcome'],
	character: ['unknownOutcome', 'badAnswer'],
	read: ['badAnswer'],
	// Some servers acknowledge a deletion in words of their own.
	delete: ['badAnswer', 'ok'],
	file: ['noFile', 'badAnswer'],
	wait: ['deadline', 'badAnswer'],
	firstLook: ['deadline', 'badAnswer'],
	check: ['ok', 'badAnswer'],
	activation: ['badAnswer'],
	poll: [...QUIET, 'badAnswer'],
	event: ['again'],
	choices: ['badAnswer'],
	knownChoices: ['ok'],
};

const REFUSED: Rule = {
	create: ['refused'],
	character: ['refused'],
	read: ['refused'],
	delete: ['refused'],
	file: ['refused', 'noFile'],
	wait: ['refused', 'deadline'],
	firstLook: ['refused', 'deadline'],
	check: ['refused', 'ok'],
	activation: ['refused'],
	poll: [...QUIET, 'refused'],
	event: ['again'],
	choices: ['refused'],
	knownChoices: ['ok'],
};

// What fails inside of the server says nothing about the request.
const BROKEN: Rule = {
	...REFUSED,
	create: ['unknownOutcome'],
	character: ['unknownOutcome', 'refused'],
	wait: ['deadline'],
	firstLook: ['deadline', 'refused'],
	check: ['ok'],
	activation: ['refused'],
};

const PAGE: Rule = { ...UNREADABLE, delete: ['badAnswer'] };

const REDIRECTED: Rule = {
	...UNREADABLE,
	read: ['badAnswer', 'refused'],
	delete: ['badAnswer', 'refused'],
	character: ['unknownOutcome', 'badAnswer', 'refused'],
	file: ['noFile', 'badAnswer', 'refused'],
	wait: ['deadline', 'badAnswer', 'refused'],
	firstLook: ['deadline', 'badAnswer', 'refused'],
	check: ['ok', 'badAnswer', 'refused'],
	activation: ['badAnswer', 'refused'],
	poll: [...QUIET, 'badAnswer', 'refused'],
	choices: ['badAnswer', 'refused'],
};

const GOOD = Object.fromEntries(
	Object.keys(UNSENT).map((name) => [name, ['ok']]),
) as unknown as Rule;

function adding(rule: Rule, kinds: readonly Kind[], classes = Object.keys(rule)): Rule {
	const more = classes.map((name) => [name, [...rule[name as PathClass], ...kinds]]);
	return { ...rule, ...(Object.fromEntries(more) as Partial<Rule>) };
}

const FOUND_BY_ID: PathClass[] = ['read', 'delete', 'file', 'wait', 'firstLook', 'check'];
const MAY_BE_MISSING: PathClass[] = [...FOUND_BY_ID, 'activation', 'poll', 'create', 'character'];

function ruleOfStatus(status: number): Rule {
	if (status < 300) return UNREADABLE;
	if (status < 400) return REDIRECTED;
	if (status === 404 || status === 410) {
		return adding(REFUSED, ['notFound', 'unsupported'], [...MAY_BE_MISSING, 'choices']);
	}
	if (status === 405 || status === 501) return adding(REFUSED, ['unsupported']);
	if (status === 409 || status === 425) return adding(REFUSED, ['notReady'], ['file']);
	if (status === 429) return { ...BROKEN, create: ['refused'], character: ['refused'] };
	if (NOT_ACCEPTED.includes(status)) return REFUSED;
	if (status >= 500 || status === 408) return BROKEN;
	return { ...REFUSED, create: ['unknownOutcome'], character: ['unknownOutcome', 'refused'] };
}

// Where another status than 2xx comes with what was asked for.
function withGoodBody(status: number, rule: Rule): Rule {
	const readable = adding(rule, ['ok']);
	// A job that lives was accepted, whatever the status says.
	const create: readonly Kind[] = status < 400 ? ['ok'] : ['unknownOutcome'];
	return status < 300 ? GOOD : { ...readable, create, delete: readable.delete };
}

// Who refuses with a web page may not be the API at all; whether a create was accepted is another question.
function withPage(status: number, rule: Rule): Rule {
	const isSure = NOT_ACCEPTED.includes(status);
	const classes = Object.keys(rule).filter((name) => isSure || name !== 'create');
	return adding(rule, ['badAnswer'], classes);
}

function ruleOf(effect: Exclude<Effect, { what: 'special' }>): Rule {
	switch (effect.what) {
		case 'unsent':
			return UNSENT;
		case 'noAnswer':
		case 'silence':
			return NO_ANSWER;
		case 'unreadable':
			return UNREADABLE;
		case 'page':
			return PAGE;
		case 'harmless':
			return GOOD;
		case 'readable or not':
			return adding(UNREADABLE, ['ok', 'noAnswer']);
		case 'status': {
			const rule = ruleOfStatus(effect.status);
			if (effect.body === 'good') return withGoodBody(effect.status, rule);
			return effect.body === 'page' ? withPage(effect.status, rule) : rule;
		}
	}
}

/** How a cell may end. */
export function allowedKinds({ effect }: Fault, path: Path): readonly Kind[] {
	if (effect.what === 'special') return effect.kinds(path);
	const allowed = [...ruleOf(effect)[path.class]];
	// A deleted video may be acknowledged without words.
	const isSuccess = effect.what === 'status' && effect.status < 300 && effect.body === 'empty';
	if (path.class === 'delete' && isSuccess) allowed.push('ok');
	// Nothing is left of these lists but what is known without the server.
	return path.class === 'knownChoices' ? ['ok'] : allowed;
}

const TRIES = 3;
/** A rate limit is the one status after which a create is sent again on its own. */
const RATE_LIMITED = 12;
/** As JSON, where the server does not take the form. */
const OTHER_FORM = 2;

/** How many creates a server may see of one item, with Retry On Fail and three tries. */
export function mostCreates({ effect, failsJob, ...fault }: Fault, path: Path): number {
	if (fault.mostCreates !== undefined) return fault.mostCreates;
	if (failsJob && (path.hasCreated || path.class === 'create')) return TRIES;
	if (path.class !== 'create' || effect.what !== 'status') return 1;
	if (!NOT_ACCEPTED.includes(effect.status)) return 1;
	if (effect.status === 429) return RATE_LIMITED;
	return effect.status === 415 ? TRIES * OTHER_FORM : TRIES;
}
