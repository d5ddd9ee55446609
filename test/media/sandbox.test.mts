import { writeFile } from 'node:fs/promises';
import { apiOf } from '../support/api.mts';
import { startSandbox, type Sandbox } from '../support/sandbox.mts';
import { expectSameFacts } from './support/facts.mts';
import { useFolder } from './support/ffmpeg.mts';

const placeOf = useFolder();
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ renderSeconds: 0.05 });
});

afterAll(async () => await sandbox?.stop());

test.each([
	['720x1280', '4', null],
	['1280x720', '8', 2_000_000],
])(
	"the sandbox's clip of %s and %s s is read as ffprobe reads it",
	async (size, seconds, bytes) => {
		await sandbox.settings({ fileBytes: bytes });
		const api = apiOf(sandbox);
		const id = await api.createEnded({ size, seconds });
		const answer = await api.call('GET', `/videos/${id}/content`);
		const file = placeOf(`${size}.mp4`);
		await writeFile(file, Buffer.from(await answer.arrayBuffer()));
		const facts = await expectSameFacts(file);
		expect(`${facts.width}x${facts.height}`).toBe(size);
		expect(facts.seconds).toBe(Number(seconds));
	},
);
