// node mp4boxReads.mjs FILE: prints what mp4box, a reader that others wrote, finds in the file.
import { readFileSync } from 'node:fs';
import { createFile, MP4BoxBuffer } from 'mp4box';

const parser = createFile(false);
parser.onError = (module, message) => {
	console.error(`${module}: ${message}`);
	process.exit(1);
};
const { buffer, byteLength } = new Uint8Array(readFileSync(process.argv[2]));
parser.onReady = ({ isProgressive, tracks }) =>
	console.log(
		JSON.stringify({
			isFast: isProgressive,
			tracks: tracks.map(({ id, type, codec, nb_samples, samples_duration, timescale }) => ({
				type,
				codec,
				samples: nb_samples,
				seconds: samples_duration / timescale,
				complete: parser
					.getTrackSamplesInfo(id)
					.filter(({ offset, size }) => size > 0 && offset + size <= byteLength).length,
			})),
		}),
	);
parser.appendBuffer(MP4BoxBuffer.fromArrayBuffer(buffer, 0), true);
parser.flush();
