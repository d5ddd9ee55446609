import { byId, useStage } from './support/stage.mts';

// Fields that a server ignores: it makes another video than was requested, and says nothing.
const stage = useStage();
const REQUESTED = {
	...{ operation: 'create', prompt: 'a lake' },
	...{ size: plain('1280x720'), seconds: plain('8') },
};
const STOP = { ...REQUESTED, options: { ifVideoDiffers: 'stop' } };
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const DIFFERENCES = [
	'Size: 1280x720 was requested, the file is 832x480',
	'Seconds: 8 was requested, the file has 4',
];

function plain(value: string) {
	return { __rl: true, mode: 'value', value };
}

beforeEach(async () => {
	await stage.sandbox.settings({ delivered: { size: '832x480', seconds: '4' } });
});

const contents = async () => await stage.sandbox.requests({ path: /content$/ });

test('the output says what the file is, and how it differs', async () => {
	const { items, error } = await stage.run({ parameters: REQUESTED });
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({
		...{ size: '1280x720', seconds: 8 },
		file: { width: 832, height: 480, seconds: 4 },
		differences: DIFFERENCES,
	});
	expect(items[0].binary?.data).toBeDefined();
});

test('a video that is what was requested has no differences', async () => {
	await stage.sandbox.settings({ delivered: null });
	for (const parameters of [STOP, { operation: 'create', prompt: 'a lake' }]) {
		const { items, error } = await stage.run({ parameters });
		expect(error).toBeUndefined();
		expect(items[0].json.differences).toEqual([]);
	}
});

test('If the Video Differs: Stop With an Error says so with the id, and Retry On Fail does nothing again', async () => {
	const { error } = await stage.run({ parameters: STOP, settings: RETRIES });
	const jobs = await stage.sandbox.jobs();
	expect(jobs).toHaveLength(1);
	const [{ id }] = jobs;
	expect(error?.message).toBe(
		`The file of the video ${id} is not what was requested: ${DIFFERENCES.join('; ')}`,
	);
	expect(error?.json).toContain('"kind":"differs"');
	expect(error?.description).toContain(`The server made the video ${id} like this.`);
	expect(error?.description).toContain('use the operation "Download"');
	expect(await contents()).toHaveLength(1);
	const { items } = await stage.run({ parameters: { operation: 'download', video: byId(id) } });
	expect(items[0].json.file).toMatchObject({ width: 832, height: 480 });
});

test('with On Error: Continue the item is an error with the id, and the others go on', async () => {
	await stage.sandbox.settings({ delivered: { size: '720x1280' } });
	const { items } = await stage.run({
		parameters: { ...STOP, size: plain('={{ $json.size }}'), seconds: plain('4') },
		items: [{ json: { size: '720x1280' } }, { json: { size: '1280x720' } }],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items[0].json).toMatchObject({ status: 'completed', differences: [] });
	const jobs = await stage.sandbox.jobs();
	const id = jobs.find(({ size }) => size === '1280x720')?.id;
	expect(items[1]).toEqual({
		json: {
			error: {
				kind: 'differs',
				message: `The file of the video ${id} is not what was requested: Size: 1280x720 was requested, the file is 720x1280`,
				...{ id, status: 'completed' },
				hint: expect.stringContaining('set the option "If the Video Differs" to Continue'),
			},
		},
		pairedItem: { item: 1 },
	});
});
