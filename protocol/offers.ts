import type { Dialect, Feature } from './dialects/dialect';
import { Failure } from './failure';

const WHAT: Record<Feature, string> = {
	retrieve: 'a way to ask for a video later (Get, Wait for Completion, Download)',
	list: 'a list of its videos (Get Many)',
	delete: 'a way to delete videos (Delete)',
	content: 'any file but the video itself',
	remix: 'Remix',
	edit: 'Edit',
	extend: 'Extend',
	characters: 'characters',
};

const INSTEAD: Record<Feature, string> = {
	retrieve:
		'Create already returns the finished video: set its Return to Finished Video With Its File.',
	list: 'Keep the IDs that Create returns, in a data table for example, and use Get with each.',
	delete: "Delete the video in the provider's own dashboard, if it has one.",
	content: 'Choose the variant Video. A frame can be cut out of it afterwards.',
	remix: 'Use Create with a new prompt, and a frame of the video as its reference image.',
	edit: 'Use Create with a new prompt, and a frame of the video as its reference image.',
	extend: 'Use Create with the last frame of the video as its reference image.',
	characters: 'Use Create with a reference image.',
};

/** What somebody does who wanted what the server does not have. */
export function insteadOf(feature: Feature): string {
	return INSTEAD[feature];
}

/** That a server does not have something, and what to use instead. */
export function notOffered(
	server: string,
	feature: Feature,
	httpStatus?: number,
	serverText?: string,
): Failure {
	const status = httpStatus === undefined ? '' : ` (HTTP ${httpStatus})`;
	const said = serverText === undefined ? '' : `: ${serverText}`;
	return new Failure(`${server} does not offer ${WHAT[feature]}${status}${said}`, {
		hint: insteadOf(feature),
		httpStatus,
	});
}

/** Refuses before anything is sent what a server does not have. @throws Failure */
export function checkOffered(dialect: Dialect, feature: Feature): void {
	if (dialect.lacks.includes(feature)) throw notOffered(dialect.displayName, feature);
}
