import { decode, type Decoded } from './decode.mts';
import { whole, type Expected, type Part } from './expected.mts';
import { joinFiles, type Wish } from './joinFiles.mts';
import { judge } from './judge.mts';
import { judgeBoxes, judgePlan, judgeTables } from './judgeFile.mts';
import { makeClip, type ClipSpec } from './makeClip.mts';
import { inOrder } from './run.mts';

type PlaceOf = (name: string) => string;

const known = new Map<string, Promise<Decoded>>();

/** Decodes a clip, once. */
export function decodeOnce(file: string): Promise<Decoded> {
	const decoded = known.get(file) ?? decode(file);
	known.set(file, decoded);
	return decoded;
}

/** Makes the clips of a set; the same ones once. */
export async function makeClips(specs: readonly ClipSpec[], placeOf: PlaceOf): Promise<string[]> {
	const made = new Map<string, Promise<string>>();
	return await inOrder(specs, async (spec) => {
		const key = JSON.stringify(spec);
		const file = made.get(key) ?? makeClip(spec, placeOf);
		made.set(key, file);
		return await file;
	});
}

/** Joins files and judges the result. @param change which part of each clip must be there, and which sound: by default all of both */
export async function judgeFiles(
	files: readonly string[],
	wish: Wish,
	output: string,
	change: { parts?: (whole: Part) => Part; sound?: Expected['sound'] } = {},
): Promise<string[]> {
	const parts = (await inOrder(files, decodeOnce)).map(whole).map(change.parts ?? ((one) => one));
	const expected = { parts, sound: change.sound ?? 'keep' };
	const plan = await joinFiles(files, wish, output);
	const joined = await decode(output);
	return [
		...judge(joined, expected),
		...judgeBoxes(output, plan),
		...(await judgeTables(output, joined)),
		...judgePlan(plan, joined, expected),
	];
}
