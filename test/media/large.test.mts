import { open, readFile } from 'node:fs/promises';
import { expectSameStreamedFacts } from './support/facts.mts';
import { ffmpeg, useFolder } from './support/ffmpeg.mts';

const placeOf = useFolder();
const HOLE = 4.5 * 1024 ** 3;

test('a file of more than 4 GB with its header at the end has the facts that ffprobe reads', async () => {
	const small = placeOf('small.mp4');
	await ffmpeg(
		...['-f', 'lavfi', '-i', 'testsrc2=size=128x96:rate=24:duration=1.5'],
		...['-c:v', 'libx264', '-pix_fmt', 'yuv420p', small],
	);
	const bytes = await readFile(small);
	// ffmpeg leaves an empty box in front of the frames' own, where a size of 64 bits finds place.
	const place = bytes.indexOf('free', undefined, 'latin1') - 4;
	expect(bytes.toString('latin1', place + 12, place + 16)).toBe('mdat');
	const end = place + 8 + bytes.readUInt32BE(place + 8);
	bytes.writeUInt32BE(1, place);
	bytes.write('mdat', place + 4, 'latin1');
	bytes.writeBigUInt64BE(BigInt(end - place + HOLE), place + 8);
	const large = placeOf('large.mp4');
	const file = await open(large, 'w');
	await file.write(bytes, 0, end, 0);
	await file.write(bytes, end, bytes.length - end, end + HOLE);
	await file.close();
	await expectSameStreamedFacts(large);
});
