import type { INodeListSearchResult } from 'n8n-workflow';
import { searchList } from './support/lists.mts';
import { useStage } from './support/stage.mts';
import { startSandbox } from '../support/sandbox.mts';

const stage = useStage();

async function modelIds(filter?: string): Promise<unknown[]> {
	const { results } = await searchList(stage.sandbox, 'searchModels', { filter });
	return results.map(({ value }) => value);
}

test('the list of models comes from the server, and shows those for videos', async () => {
	expect(await modelIds()).toEqual(['sora-2', 'sora-2-pro']);
});

test('a search finds the other models, too, and * shows them all', async () => {
	expect(await modelIds('gpt')).toEqual(['gpt-5-mini', 'gpt-image-1']);
	expect(await modelIds('*')).toEqual([
		'sora-2',
		'sora-2-pro',
		'gpt-5-mini',
		'gpt-image-1',
		'text-embedding-3-small',
		'whisper-1',
	]);
});

test('the list of models can be filtered', async () => {
	const { results } = await searchList(stage.sandbox, 'searchModels', { filter: 'PRO' });
	expect(results).toEqual([{ name: 'sora-2-pro', value: 'sora-2-pro' }]);
});

test('the list of videos shows prompts and states, a page at a time', async () => {
	for (let count = 0; count < 60; count += 1) await stage.api.create({ prompt: `clip ${count}` });
	const first: INodeListSearchResult = await searchList(stage.sandbox, 'searchVideos');
	expect(first.results).toHaveLength(50);
	expect(first.results[0].name).toMatch(/^clip 59 \((queued|in_progress|completed)\)$/);
	const second = await searchList(stage.sandbox, 'searchVideos', {
		token: first.paginationToken as string,
	});
	expect(second.results).toHaveLength(10);
	expect(second.paginationToken).toBeUndefined();
});

test('a wrong key is told in plain words', async () => {
	const wrong = { ...stage.sandbox, key: 'sk-wrong-key' };
	const asked = searchList(wrong, 'searchModels');
	await expect(asked).rejects.toThrow('The server refused to list the models (HTTP 401)');
	await expect(asked).rejects.not.toThrow('sk-wrong-key');
});

test('a server may list its models elsewhere than below its base URL', async () => {
	const sandbox = await startSandbox({ dialect: 'cli-proxy-api' });
	try {
		const credential = { server: 'cli-proxy-api' };
		const { results } = await searchList(sandbox, 'searchModels', { credential });
		expect(results.map(({ value }) => value)).toEqual(['grok-imagine-video']);
		const [request] = await sandbox.requests();
		expect(request.path).toBe('/v1/models');
	} finally {
		await sandbox.stop();
	}
});
