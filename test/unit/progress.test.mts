import { progressLine } from '../../client/progress';
import type { VideoStatus } from '../../protocol/reading/status';

const seen = (status: VideoStatus, progress: number | null = null, word?: string) => ({
	video: { status, progress },
	word,
});

test('what is new has a line', () => {
	expect(progressLine('v1', undefined, seen('queued'), 400)).toBe('Video v1: queued (waited 0 s)');
	expect(progressLine('v1', seen('queued'), seen('in_progress', 41.6), 61_000)).toBe(
		'Video v1: in progress, 42 % (waited 61 s)',
	);
	expect(progressLine('v1', seen('queued'), seen('in_progress', 0, 'warming'), 0)).toContain(
		'warming, 0 %',
	);
});

test('what is not new has none', () => {
	expect(progressLine('v1', undefined, undefined, 0)).toBeUndefined();
	expect(progressLine('v1', seen('queued'), seen('queued'), 0)).toBeUndefined();
	const [before, soon, later] = [40, 49, 50].map((percent) => seen('in_progress', percent));
	expect(progressLine('v1', before, soon, 0)).toBeUndefined();
	expect(progressLine('v1', before, later, 0)).toContain('50 %');
});
