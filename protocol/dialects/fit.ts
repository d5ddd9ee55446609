import type { ModelDescription } from '../reading/modelDescription';
import type { CreateInputs } from './inputs';

/** A value of a create that a model does not take. */
export interface Misfit {
	input: keyof CreateInputs;
	/** The value, or the part of it; empty where the model takes no such input at all. */
	value: string;
	/** What it takes in its place, as far as its server says. */
	takes: readonly string[];
}

type Judge = (model: ModelDescription, inputs: CreateInputs) => Misfit[];

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** What the server says of values of the same kind: `undefined` for nothing. */
function listFor(part: string, { pixels, ratios, lines }: ModelDescription): string[] | undefined {
	if (part.includes(':')) return ratios;
	return /^\d+x\d+$/.test(part) ? pixels : lines;
}

const judgeSize: Judge = (model, { size = '' }) =>
	size.split(' ').flatMap((value): Misfit[] => {
		const takes = value === '' ? undefined : listFor(value, model);
		if (takes === undefined || takes.some((one) => isSame(one, value))) return [];
		return [{ input: 'size', value, takes }];
	});

const judgeSeconds: Judge = ({ seconds: takes }, { seconds: value = '' }) => {
	if (value === '' || takes === undefined) return [];
	if (takes.some((one) => Number(one) === Number(value))) return [];
	return [{ input: 'seconds', value, takes }];
};

// No sound is what such a model makes anyway.
const judgeAudio: Judge = ({ audio: takesAudio }, { audio }) =>
	audio === true && takesAudio === false ? [{ input: 'audio', value: '', takes: [] }] : [];

const judgeSeed: Judge = ({ seed: takesSeed }, { seed }) =>
	seed !== undefined && takesSeed === false ? [{ input: 'seed', value: '', takes: [] }] : [];

const FRAMES = [
	['firstFrame', 'first_frame'],
	['lastFrame', 'last_frame'],
] as const;

const judgeFrames: Judge = ({ frames }, inputs) =>
	FRAMES.filter(([input, role]) => inputs[input] && frames && !frames.includes(role)).map(
		([input]) => ({ input, value: '', takes: [] }),
	);

const JUDGES = [judgeSeconds, judgeSize, judgeAudio, judgeSeed, judgeFrames];

/** What of a create a model does not take, by what its server says of it. What the server does not mention may fit. */
export function misfits(model: ModelDescription, inputs: CreateInputs): Misfit[] {
	return JUDGES.flatMap((judge) => judge(model, inputs));
}
