import fc from 'fast-check';
import { fileName } from '../../nodes/shared/fileName';
import { anyText, RUNS } from './support/fuzz.mts';

test.each([
	['video_1', 'video', 'mp4', 'video_1.mp4'],
	['video_1', 'thumbnail', 'webp', 'video_1-thumbnail.webp'],
	['video_1', 'spritesheet', 'jpg', 'video_1-spritesheet.jpg'],
	['sora-2:task_9f/aa=', 'video', 'mp4', 'sora-2_task_9f_aa_.mp4'],
	['a'.repeat(300), 'video', 'mp4', `${'a'.repeat(100)}.mp4`],
] as const)('the %s of %s is a %s called %s', (id, variant, extension, name) => {
	expect(fileName(id, variant, extension)).toBe(name);
});

test.each([
	['clip.mp4', 'clip.mp4'],
	['clip', 'clip.mp4'],
	['  my clip  ', 'my clip.mp4'],
	['v1.0', 'v1.0.mp4'],
	['clip 22.11.2026', 'clip 22.11.2026.mp4'],
	['   ', 'video_1.mp4'],
])("the user's own name %j becomes %s", (chosen, name) => {
	expect(fileName('video_1', 'video', 'mp4', chosen)).toBe(name);
});

test('a name made of any id is one safe file name', () => {
	fc.assert(
		fc.property(anyText, fc.constantFrom('video' as const, 'thumbnail' as const), (id, variant) => {
			const name = fileName(id, variant, 'mp4');
			expect(name).toMatch(/^[A-Za-z0-9._-]*\.mp4$/);
			expect(name.length).toBeLessThan(128);
		}),
		{ numRuns: RUNS },
	);
});
