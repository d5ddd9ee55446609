import { byId, useStage } from './support/stage.mts';

// An edit or an extension of a server that must be asked about the video first: it is named by the address of its file.
const stage = useStage({ dialect: 'together' });
const credential = { server: 'together' };
const RETRIES = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };

async function createEnded(): Promise<string> {
	const parameters = {
		...{ operation: 'create', prompt: 'a lake', returnWhat: 'video' },
		model: byId('google/veo-3.0'),
	};
	const { items, error } = await stage.run({ parameters, credential });
	expect(error).toBeUndefined();
	return String(items[0].json.id);
}

const derived = (operation: string, source: string) => ({
	...{ operation, prompt: 'in the snow', returnWhat: 'video' },
	...{ videoSource: 'id', video: byId(source), model: byId('') },
});

describe.each(['edit', 'extend'])('%s', (operation) => {
	test.each([
		['expired', { status: 404, body: { error: { message: 'Not found' } } }],
		['failing', { status: 500, body: { error: { message: 'boom' } } }],
	])(
		'the job of the first try is picked up, whatever has become of its source: %s',
		async (_, gone) => {
			const source = await createEnded();
			const before = (await stage.sandbox.requests({ method: 'POST' })).length;
			// The first try asks for its address, and for its model.
			const asks = { method: 'GET', path: `${source}$` };
			await stage.sandbox.fault({ match: asks, skip: 2, times: null, fault: gone });
			const polls = { method: 'GET', path: `/videos/(?!${source})[^/]+$` };
			const refused = { status: 401, body: { error: { message: 'not now' } } };
			await stage.sandbox.fault({ match: polls, fault: refused });
			const parameters = derived(operation, source);
			const { items, error } = await stage.run({ parameters, credential, settings: RETRIES });
			expect(error).toBeUndefined();
			const ids = (await stage.sandbox.jobs()).map(({ id }) => id);
			expect(ids).toEqual([source, items[0].json.id]);
			expect(await stage.sandbox.requests({ method: 'POST' })).toHaveLength(before + 1);
			expect(
				await stage.sandbox.requests({ method: 'GET', path: new RegExp(`${source}$`) }),
			).toHaveLength(3);
		},
	);

	test('a try that could not ask about the video asks again', async () => {
		const source = await createEnded();
		const gone = { status: 404, body: { error: { message: 'Not found' } } };
		await stage.sandbox.fault({
			match: { method: 'GET', path: `${source}$` },
			times: 1,
			fault: gone,
		});
		const parameters = derived(operation, source);
		const { items, error } = await stage.run({ parameters, credential, settings: RETRIES });
		expect(error).toBeUndefined();
		expect(items[0].json.status).toBe('completed');
		expect(await stage.sandbox.jobs()).toHaveLength(2);
	});
});
