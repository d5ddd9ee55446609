import { JoinError } from '../../../protocol/mp4/join/joinError';
import { pictureOf } from '../../../protocol/mp4/join/picture';
import { plainVideo, videoTrack } from './support/tracks.mts';

const UNCUT = { trimStart: 0, trimEnd: 0 };
// Shown two units late, as an encoder does that reorders frames: I P B B P B B, with a second sync sample behind.
const REORDERED = [
	{ shown: 2, sync: true },
	...[{ shown: 5 }, { shown: 3 }, { shown: 4 }],
	...[{ shown: 8 }, { shown: 6 }, { shown: 7 }],
	{ shown: 9, sync: true },
	...[{ shown: 11 }, { shown: 10 }],
];

const cut = (track: ReturnType<typeof videoTrack>, trim: Partial<typeof UNCUT> = {}) => {
	const { kept, start, length } = pictureOf(track, { ...UNCUT, ...trim }, 0);
	return { kept: [...kept], start, length };
};
const all = (from: number, behind: number) =>
	Array.from({ length: behind - from }, (_, index) => from + index);

test('an uncut clip keeps all of its frames', () => {
	expect(cut(videoTrack(REORDERED, 1, { from: 2 }))).toEqual({
		kept: all(0, 10),
		start: 2,
		length: 10,
	});
	expect(cut(plainVideo(24, 24))).toEqual({ kept: all(0, 24), start: 0, length: 24 });
});

test('a start is cut at the nearest sync sample', () => {
	const track = videoTrack(REORDERED, 1, { from: 2 });
	expect(cut(track, { trimStart: 3 })).toMatchObject({ kept: all(0, 10) });
	expect(cut(track, { trimStart: 4 })).toEqual({ kept: all(7, 10), start: 9, length: 3 });
	expect(cut(plainVideo(24, 24), { trimStart: 0.5 })).toMatchObject({ kept: all(0, 24) });
});

test.each([
	['between frames that were not reordered', 1, all(0, 9), 9],
	['where none is left out that is shown before one that is kept', 3, all(0, 7), 7],
	['so not inside of a group', 5, all(0, 4), 4],
	['and not before the first frame', 9.9, all(0, 1), 1],
])('an end is cut %s', (_, trimEnd, kept, length) => {
	const list = [...REORDERED.slice(0, 8), { shown: 10 }, { shown: 11 }];
	expect(cut(videoTrack(list, 1, { from: 2 }), { trimEnd })).toMatchObject({ kept, length });
});

test('what an edit list leaves out at the end is left out', () => {
	expect(cut(videoTrack(REORDERED, 1, { from: 2, to: 9 }))).toMatchObject({ kept: all(0, 7) });
});

test('frames that need others before the cut are left out', () => {
	const open = [...REORDERED.slice(0, 7), { shown: 11, sync: true }, { shown: 9 }, { shown: 10 }];
	expect(cut(videoTrack(open, 1, { from: 2 }), { trimStart: 8 })).toEqual({
		...{ kept: [7], start: 11, length: 1 },
	});
});

test('a clip of which nothing is left is refused', () => {
	const error = new JoinError(3, { reason: 'nothingLeft', seconds: 2 });
	for (const trim of [{ trimStart: 2 }, { trimEnd: 2.5 }, { trimStart: 1, trimEnd: 1 }]) {
		const attempt = () => pictureOf(plainVideo(48, 24), { ...UNCUT, ...trim }, 3);
		expect(attempt).toThrow(JoinError);
		try {
			attempt();
		} catch (thrown) {
			expect(thrown).toMatchObject({ clip: error.clip, why: error.why });
		}
	}
});
