import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { fileName } from '../../nodes/shared/fileName';
import { anyText, expectQuick, HOSTILE_TEXTS, RUNS } from './support/fuzz.mts';

test.each([
	['video_1', 'video', 'mp4', 'video_1.mp4'],
	['video_1', 'thumbnail', 'webp', 'video_1-thumbnail.webp'],
	['video_1', 'spritesheet', 'jpg', 'video_1-spritesheet.jpg'],
	['sora-2:task_9f/aa=', 'video', 'mp4', 'sora-2_task_9f_aa_.mp4'],
	['a'.repeat(300), 'video', 'mp4', `${'a'.repeat(100)}.mp4`],
	['nul', 'video', 'mp4', '_nul.mp4'],
] as const)('the %s of %s is a %s called %s', (id, variant, extension, name) => {
	expect(fileName(id, variant, extension)).toBe(name);
});

test.each([
	['clip.mp4', 'clip.mp4'],
	['clip', 'clip.mp4'],
	['  my clip  ', 'my clip.mp4'],
	['v1.0', 'v1.0.mp4'],
	['clip 22.11.2026', 'clip 22.11.2026.mp4'],
	['Promo 11/26/2026', 'Promo 11-26-2026.mp4'],
	['Intro to Node.js', 'Intro to Node.js.mp4'],
	['An intro to main.ts', 'An intro to main.ts.mp4'],
	['Dr. Strange vs. Mr. X', 'Dr. Strange vs. Mr. X.mp4'],
	['What? "Now": a <b>|c*', 'What- -Now-- a -b--c-.mp4'],
	['C:\\videos\\clip.mp4', 'C--videos-clip.mp4'],
	['../../etc/passwd', '..-..-etc-passwd.mp4'],
	['two\nlines\0', 'two-lines-.mp4'],
	['gpj.\u202eexe', 'gpj.-exe.mp4'],
	['The end...', 'The end.mp4'],
	['clip.mp4. ', 'clip.mp4'],
	['con', '_con.mp4'],
	['LPT1.webm', '_LPT1.webm'],
	['nul.tar', '_nul.tar.mp4'],
	['Console', 'Console.mp4'],
	['Größe 影片 👩‍🚀', 'Größe 影片 👩‍🚀.mp4'],
	['half \ud83d', 'half -.mp4'],
	['   ', 'video_1.mp4'],
	['...', 'video_1.mp4'],
	['/', 'video_1.mp4'],
	['.mp4', 'video_1.mp4'],
])("the user's own name %j becomes %s", (chosen, name) => {
	expect(fileName('video_1', 'video', 'mp4', chosen)).toBe(name);
});

test.each([
	['clip.MOV', 'clip.MOV'],
	['clip.webm', 'clip.webm'],
	['clip.jpeg', 'clip.jpeg'],
	['clip.gif', 'clip.gif'],
])('the file extension that the user chose stays: %s', (chosen, name) => {
	expect(fileName('video_1', 'video', 'mp4', chosen)).toBe(name);
});

test.each(['x'.repeat(400), '影'.repeat(300), '👩'.repeat(300), `${'影'.repeat(300)}.webm`])(
	'a long name is cut to 255 bytes, between two characters, and keeps its extension',
	(chosen) => {
		const name = fileName('video_1', 'video', 'mp4', chosen);
		expect(Buffer.byteLength(name)).toBeGreaterThan(250);
		expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
		expect(() => encodeURIComponent(name)).not.toThrow();
		expect(path.extname(name)).toBe(path.extname(chosen) || '.mp4');
	},
);

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

const titles = fc.oneof(
	anyText,
	fc.stringMatching(/^[\w /\\:*?"<>|.]{0,30}(\.mp4|\.js|\.)?$/),
	fc.constantFrom('con', 'AUX.mp4', 'com1 .x', '..', 'a'.repeat(1000)),
);

test('whatever somebody calls a file, it is one file name with an extension', () => {
	fc.assert(
		fc.property(titles, (chosen) => {
			const name = fileName('video_1', 'video', 'mp4', chosen);
			// eslint-disable-next-line no-control-regex
			expect(name).not.toMatch(/[/\\:*?"<>|\0-\x1f\x7f-\x9f]|[. ]$/);
			expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d) *(\.|$)/i);
			expect(name).toMatch(/[^-. ].*\.[a-z0-9]{2,4}$/i);
			expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
			expect(() => encodeURIComponent(name)).not.toThrow();
			expect(path.basename(name)).toBe(name);
			expect(path.win32.basename(name)).toBe(name);
		}),
		{ numRuns: RUNS },
	);
});

test('the words of a title stay', () => {
	fc.assert(
		fc.property(
			fc.array(fc.stringMatching(/^[A-Za-z0-9äöü影]{2,8}$/), { minLength: 2 }),
			(words) => {
				for (const between of [' ', '/', '.', ' - ']) {
					const name = fileName('video_1', 'video', 'mp4', words.join(between));
					if (Buffer.byteLength(words.join(between)) > 240) continue;
					for (const word of words) expect(name).toContain(word);
				}
			},
		),
		{ numRuns: RUNS / 8 },
	);
});

test('a name that was given is given again as it is', () => {
	fc.assert(
		fc.property(titles, (chosen) => {
			const name = fileName('video_1', 'video', 'mp4', chosen);
			expect(fileName('video_1', 'video', 'mp4', name)).toBe(name);
		}),
		{ numRuns: RUNS },
	);
});

test('a file system takes such names', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'names-'));
	try {
		const chosen = [
			'Promo 11/26/2026',
			'影'.repeat(300),
			'..',
			'a\0b',
			'~',
			'-rf *',
			'con',
			'c\nd',
		];
		const names = chosen.map((name, n) => fileName(`video_${n}`, 'video', 'mp4', name));
		for (const name of names) writeFileSync(path.join(folder, name), '');
		expect(readdirSync(folder).sort()).toEqual([...names].sort());
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test.each(HOSTILE_TEXTS)('%s is quick', (_, chosen) => {
	expectQuick(() => fileName('video_1', 'video', 'mp4', chosen));
});
