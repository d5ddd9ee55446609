import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClipFiles } from '../../sandbox/clip-files.mts';
import { clipKey } from '../../sandbox/clip-spec.mts';
import { ClipStore, type Clip } from '../../sandbox/clips.mts';

const spec = { prompt: 'A lake', model: 'sora-2', seconds: '4', size: '720x1280' };
const clip: Clip = {
	video: Buffer.from('a video'),
	thumbnail: Buffer.from('a picture'),
	spritesheet: Buffer.from('pictures'),
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'clips-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a clip that one sandbox has rendered is not rendered by another', async () => {
	await new ClipFiles(folder).write(clipKey(spec), clip);
	const found = await new ClipStore(new ClipFiles(folder)).get(spec);
	expect(Buffer.from(found.video).toString()).toBe('a video');
	expect(Buffer.from(found.thumbnail).toString()).toBe('a picture');
	expect(Buffer.from(found.spritesheet).toString()).toBe('pictures');
});

test('of two that write the same clip at once, a whole one stays, and nothing else', async () => {
	const files = new ClipFiles(path.join(folder, 'not', 'there', 'yet'));
	expect(await files.read('key')).toBeUndefined();
	await Promise.all([files.write('key', clip), files.write('key', clip)]);
	expect(Buffer.from((await files.read('key'))?.video ?? []).toString()).toBe('a video');
	expect(readdirSync(path.join(folder, 'not', 'there', 'yet'))).toEqual(['key']);
});
