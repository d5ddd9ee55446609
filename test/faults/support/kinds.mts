/** How an operation can end: `ok`, or the kind that its error carries. */
export const KINDS = [
	'ok',
	'input',
	'unsupported',
	'refused',
	'notFound',
	'notReady',
	'unknownOutcome',
	'jobFailed',
	'blocked',
	'deadline',
	'stopped',
	'unreachable',
	'noAnswer',
	'badAnswer',
	'noFile',
	'storage',
	'forbidden',
	// The webhook trigger asks the server to send the event again.
	'again',
] as const;

export type Kind = (typeof KINDS)[number];
