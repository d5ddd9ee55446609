import { readFile, writeFile } from 'node:fs/promises';
import { JoinError } from '../../protocol/mp4/join/joinError';
import { Mp4Error } from '../../protocol/mp4/problem';
import { mutateClip } from '../support/clipMutations.mts';
import { AAC, AV1, H264_B, hevc, OPUS } from './support/encoders.mts';
import { joinFiles } from './support/joinFiles.mts';
import { makeClip, type ClipSpec } from './support/makeClip.mts';
import { inOrder, run, useFolder } from './support/run.mts';

// Clips that were tampered with: what Join takes, ffmpeg must take, and so it must what Join makes of it.
const SEED = Number(process.env.FUZZ_SEED ?? 20261127);
const CLIPS = Number(process.env.JOIN_MUTATIONS ?? 240);
const placeOf = useFolder();

const base = { index: 0, seconds: 0.5, rate: '24' };
const sound = { sampleRate: 44_100, channels: 2, encoder: AAC } as const;
const FRAGMENTS = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'];
const specs: ClipSpec[] = [
	{ ...base, video: H264_B, sound },
	{ ...base, video: [...H264_B, '-movflags', '+faststart'], sound },
	{ ...base, video: [...H264_B, ...FRAGMENTS], sound },
	{ ...base, video: hevc('hvc1') },
	{ ...base, video: AV1, sound: { sampleRate: 48_000, channels: 2, encoder: OPUS } },
];

/** What ffmpeg says where it cannot read a file. */
async function ffmpegRefuses(file: string): Promise<string> {
	try {
		await run('ffmpeg', ['-v', 'error', '-nostdin', '-i', file, '-c', 'copy', '-f', 'null', '-']);
		return '';
	} catch (error) {
		return (error as { stderr: string }).stderr || String(error);
	}
}

/** Joins; @returns whether the clips were taken. Whatever is neither a refusal nor a result is thrown. */
async function isTaken(files: string[], output: string): Promise<boolean> {
	try {
		await joinFiles(files, {}, output);
		return true;
	} catch (error) {
		if (error instanceof Mp4Error || error instanceof JoinError) return false;
		throw error;
	}
}

test(`ffmpeg takes what Join takes of ${CLIPS} mutated clips, and what it makes of them (seed ${SEED})`, async () => {
	const clips = await inOrder(specs, async (spec) => await makeClip(spec, placeOf));
	const bytes = await inOrder(clips, async (file) => await readFile(file));
	let taken = 0;
	const numbers = Array.from({ length: CLIPS }, (_, number) => number);
	const faults = await inOrder(numbers, async (number) => {
		const which = number % specs.length;
		const { bytes: mutated, what } = mutateClip(bytes[which], SEED + number);
		const [file, joined] = [placeOf(`mutated-${number}.mp4`), placeOf(`joined-${number}.mp4`)];
		await writeFile(file, mutated);
		const fault = (found: string) => `seed ${SEED + number} (${what.join('; ')}): ${found}`;
		try {
			if (!(await isTaken([file, clips[which]], joined))) return [];
		} catch (error) {
			return [fault(String((error as Error).stack))];
		}
		taken += 1;
		const [own, made] = [await ffmpegRefuses(file), await ffmpegRefuses(joined)];
		return [
			own && fault(`ffmpeg refuses the clip: ${own}`),
			made && fault(`ffmpeg refuses what was joined: ${made}`),
		];
	});
	expect(faults.flat().filter(Boolean)).toEqual([]);
	// Else the mutations would show nothing.
	expect(taken).toBeGreaterThan(CLIPS / 20);
	expect(taken).toBeLessThan(CLIPS);
}, 300_000);
