import fc from 'fast-check';
import { planJoin } from '../../../protocol/mp4/join/planJoin';
import type { Track } from '../../../protocol/mp4/movie';
import { joinSound, SILENCE, type SoundPart } from '../../../protocol/mp4/join/sound';
import { soundFrames } from '../../../protocol/mp4/join/soundFrames';
import { AAC, clip, plainVideo, sound } from './support/tracks.mts';

const RATE = 48_000;
const FRAME = 1024;

interface Clip {
	seconds: number;
	/** Frames of sound; 0: none. */
	frames: number;
	priming: number;
}

const CLIP = fc.record<Clip>({
	seconds: fc.integer({ min: 12, max: 200 }).map((frames) => frames / 24),
	frames: fc.integer({ min: 0, max: 500 }),
	priming: fc.constantFrom(0, 1024, 2112),
});

function partsOf(clips: readonly Clip[]): SoundPart[] {
	let startsAt = 0;
	return clips.map(({ seconds, frames, priming }, index) => {
		const part = { clip: index, startsAt, endsAt: startsAt + seconds, from: 0 };
		startsAt += seconds;
		return { ...part, frames: frames > 0 ? soundFrames(sound(frames, { priming })) : undefined };
	});
}

test('the sound of each clip begins within half a frame of its picture, however many there are', () => {
	fc.assert(
		fc.property(fc.array(CLIP, { minLength: 1, maxLength: 50 }), (clips) => {
			const parts = partsOf(clips);
			const joined = joinSound(parts);
			if (joined === undefined) return clips.every(({ frames }) => frames === 0);
			let at = 0;
			let worst = 0;
			joined.clips.forEach((owner, n) => {
				if (owner !== SILENCE) {
					const { startsAt, frames } = parts[owner];
					const wanted = startsAt * RATE + joined.from + frames!.startOf(joined.indexes[n]);
					worst = Math.max(worst, Math.abs(at - wanted));
				}
				at += joined.durations[n];
			});
			expect(worst).toBeLessThanOrEqual(FRAME / 2);
			const end = parts[parts.length - 1].endsAt * RATE + joined.from;
			expect(at).toBeGreaterThanOrEqual(end - 1);
			expect(at).toBeLessThan(end + 2 * FRAME);
			return true;
		}),
	);
});

test('no sample lasts longer or shorter than a frame', () => {
	fc.assert(
		fc.property(fc.array(CLIP, { minLength: 1, maxLength: 20 }), (clips) => {
			const joined = joinSound(partsOf(clips));
			expect(joined?.durations.every((duration) => duration === FRAME) ?? true).toBe(true);
		}),
	);
});

test('a clip without sound gets silence, and the frame that the next clip needs before its first', () => {
	const joined = joinSound(
		partsOf([
			{ seconds: 1, frames: 48, priming: 1024 },
			{ seconds: 2, frames: 0, priming: 0 },
			{ seconds: 1, frames: 48, priming: 1024 },
		]),
	)!;
	const lengths = [0, SILENCE, 2].map(
		(owner) => joined.clips.filter((one) => one === owner).length,
	);
	// 1 s: 46.9 frames and one before. 2 s: 93.75 frames, less the one before of the last clip.
	expect(lengths).toEqual([48, 93, 48]);
	expect(joined.from).toBe(1024);
	expect(joined.indexes[joined.clips.indexOf(2)]).toBe(0);
});

const plain = { trimStart: 0, trimEnd: 0 };

test('sound that goes on for longer keeps the last frame of the picture', () => {
	const clips = [0, 1].map(() => clip(plainVideo(24, 24), sound(48 + 24)));
	const long = planJoin(clips, { ...plain, audio: 'keep' });
	expect(long.clips[1].startsAt).toBeCloseTo((71 * FRAME) / RATE, 1);
	const removed = planJoin(clips, { ...plain, audio: 'remove' });
	expect(removed.clips).toEqual([
		{ startsAt: 0, seconds: 1 },
		{ startsAt: 1, seconds: 1 },
	]);
	expect(removed.facts).toMatchObject({ seconds: 2, framesPerSecond: 24, hasAudio: false });
});

test('a gap in a codec without silence is refused if it is long', () => {
	const mp3 = { ...AAC, codec: 'mp3', config: Buffer.alloc(0) };
	const withSound = (frames: number) =>
		clip(plainVideo(24, 24), sound(frames, { entry: mp3, frame: 1152 }));
	const join = (...clips: Array<ReturnType<typeof withSound>>) =>
		planJoin(clips, { ...plain, audio: 'keep' });
	expect(join(withSound(40), withSound(42)).facts.hasAudio).toBe(true);
	expect(() => join(withSound(42), clip(plainVideo(24, 24)))).toThrow('noSilence');
});

test('sound of a codec that cannot be joined is refused, unless it is removed', () => {
	const pcm = { ...AAC, format: 'sowt', codec: 'pcm_s16le' };
	const clips = [clip(plainVideo(24, 24), sound(0, { entry: pcm }))];
	expect(() => planJoin(clips, { ...plain, audio: 'keep' })).toThrow('codec');
	expect(planJoin(clips, { ...plain, audio: 'remove' }).facts.hasAudio).toBe(false);
});

test('a track of sound without a sample is as none', () => {
	const plan = planJoin([clip(plainVideo(24, 24), sound(0))], { ...plain, audio: 'keep' });
	expect(plan.facts.hasAudio).toBe(false);
});

/** A track whose sample has another duration, and so those behind it other times. */
function withDuration(track: Track, index: number, duration: number): Track {
	const { samples } = track;
	const more = duration - samples.durations[index];
	samples.durations[index] = duration;
	samples.decodeTimes = samples.decodeTimes.map((time, n) => (n > index ? time + more : time));
	return track;
}

const partOf = (track: Track, seconds: number, clip = 0): SoundPart => ({
	...{ clip, startsAt: clip * seconds, endsAt: (clip + 1) * seconds, from: 0 },
	frames: soundFrames(track),
});

test('the frame before the first that is heard lies right before it, however long its file says that it lasts', () => {
	// What ffmpeg writes without an edit list: the picture, and the sound with it, begin later.
	const track = withDuration(sound(20, { priming: 0 }), 0, 3675);
	const joined = joinSound([{ ...partOf(track, 0.3), from: 3675 / RATE }])!;
	expect(joined.indexes.slice(0, 3)).toEqual([0, 1, 2]);
	expect(joined.clips.slice(0, 3)).toEqual([0, 0, 0]);
	expect(joined.from).toBe(FRAME);
});

test('a last frame of Opus is as long as the others, whatever its file says', () => {
	const entry = { ...AAC, codec: 'opus', config: Buffer.alloc(0) };
	const track = () => withDuration(sound(51, { entry, priming: 312, frame: 960 }), 50, 312);
	const joined = joinSound([partOf(track(), 1), partOf(track(), 1, 1)])!;
	expect(new Set(joined.durations)).toEqual(new Set([960]));
});

test('a picture that lasts for years is refused before its silence is made', () => {
	const picture = plainVideo(2, 1, 2 ** 31 - 1);
	const clips = [clip(picture, sound(40)), clip(plainVideo(2, 1), sound(40))];
	expect(() => planJoin(clips, { ...plain, audio: 'keep' })).toThrow('tooLong');
});
