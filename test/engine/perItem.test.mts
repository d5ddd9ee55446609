import { Expression, type IDataObject } from 'n8n-workflow';
import { byId, useStage } from './support/stage.mts';

// What an item costs n8n beside its requests. Each read of the credential asks its database and decrypts; each evaluation of an
// expression takes about a millisecond. n8n evaluates the value of a field twice for every entry of its name in the description.
const stage = useStage();

/** How often something happens for each of a run's items: the difference between a run of three items and a run of one. */
async function perItem(countOf: (items: number) => Promise<number>): Promise<number> {
	const one = await countOf(1);
	return ((await countOf(3)) - one) / 2;
}

async function run(items: number, parameters: IDataObject, onCredentialRead?: () => void) {
	const { errorItems, error } = await stage.run({
		parameters,
		items: Array.from({ length: items }, () => ({ json: { text: 'video_none' } })),
		settings: { onError: 'continueErrorOutput' },
		onCredentialRead,
	});
	expect(error).toBeUndefined();
	return errorItems;
}

async function readsPerItem(parameters: IDataObject): Promise<number> {
	return await perItem(async (items) => {
		let reads = 0;
		await run(items, parameters, () => reads++);
		return reads;
	});
}

describe('reads of the credential', () => {
	test('a create: one by the node, and n8n’s own for the request', async () => {
		const parameters = { operation: 'create', prompt: 'a lake', returnWhat: 'job' };
		expect(await readsPerItem(parameters)).toBe(2);
	});

	test('an error that the server answers with needs no further one', async () => {
		const parameters = { operation: 'retrieve', video: byId('video_none') };
		expect(await readsPerItem(parameters)).toBe(2);
		expect(await run(1, parameters)).toHaveLength(1);
	});

	test('an error from before the server is connected needs one more', async () => {
		const parameters = { operation: 'list', options: { requestTimeout: 'soon' } };
		expect(await readsPerItem(parameters)).toBe(2);
		expect(await stage.sandbox.requests()).toEqual([]);
	});
});

/** Where each evaluation of n8n passes. */
interface Engine {
	renderExpression(expression: string): unknown;
}

/** How often each expression is evaluated for each item. */
async function evaluationsPerItem(parameters: IDataObject): Promise<Record<string, number>> {
	const evaluate = jest.spyOn(Expression.prototype as unknown as Engine, 'renderExpression');
	const seen = async (items: number) => {
		evaluate.mockClear();
		await run(items, parameters);
		return evaluate.mock.calls.map(([expression]) => expression.trim());
	};
	const [one, three] = [await seen(1), await seen(3)];
	evaluate.mockRestore();
	const times = (all: string[], expression: string) => all.filter((it) => it === expression).length;
	return Object.fromEntries(
		[...new Set(three)].map((it) => [it, (times(three, it) - times(one, it)) / 2]),
	);
}

// Twice for each entry of the name, twice for what routing sends, and once when the node reads it; an older n8n evaluates less.
test.each([
	['create', { prompt: '={{ $json.text }}', returnWhat: 'job' }, 4],
	['create', { prompt: 'a lake', returnWhat: 'job', model: byId('={{ $json.text }}') }, 4],
	['retrieve', { video: byId('={{ $json.text }}') }, 7],
	[
		'create',
		{ prompt: 'a lake', returnWhat: 'job', options: { ifVideoDiffers: '={{ $json.text }}' } },
		21,
	],
])('%s of %j evaluates the expression %d times at most', async (operation, parameters, most) => {
	const { '{{ $json.text }}': times } = await evaluationsPerItem({ operation, ...parameters });
	expect(times).toBeGreaterThan(0);
	expect(times).toBeLessThanOrEqual(most);
});
