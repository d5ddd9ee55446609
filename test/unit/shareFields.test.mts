import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { shareFields } from '../../nodes/VideoGeneration/resources/shareFields';

const field = (operation: string, name: string, description = ''): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	description,
	displayOptions: { show: { resource: ['video'], operation: [operation] } },
});

const shownFor = (all: INodeProperties[], operation: string) =>
	all
		.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation))
		.map(({ name, description }) => [name, description]);

test('what two operations have alike is one entry that both show', () => {
	const shared = shareFields([
		[field('create', 'prompt'), field('create', 'model')],
		[field('edit', 'video'), field('edit', 'prompt')],
	]);
	expect(shared.map(({ name }) => name)).toEqual(['video', 'prompt', 'model']);
	expect(shared[1].displayOptions).toEqual({
		show: { resource: ['video'], operation: ['create', 'edit'] },
	});
});

test('what differs in anything else stays apart', () => {
	const hidden = { ...field('edit', 'prompt'), displayOptions: { show: { operation: ['edit'] } } };
	const all = [[field('create', 'prompt')], [field('remix', 'prompt', 'other')], [hidden]];
	expect(shareFields(all)).toHaveLength(3);
});

test('what differs only in a function stays apart, and what differs in the order of its keys does not', () => {
	const preSend = (call: () => void) =>
		({ routing: { send: { preSend: [call] } } }) as unknown as INodeProperties;
	const [one, other] = [() => {}, () => {}];
	const withCall = (operation: string, call: () => void) => [
		{ ...field(operation, 'prompt'), ...preSend(call) },
	];
	expect(shareFields([withCall('create', one), withCall('edit', other)])).toHaveLength(2);
	expect(shareFields([withCall('create', one), withCall('edit', one)])).toHaveLength(1);
	const reversed = Object.fromEntries(Object.entries(field('edit', 'prompt')).reverse());
	const all = [[field('create', 'prompt')], [reversed as unknown as INodeProperties]];
	expect(shareFields(all)).toHaveLength(1);
});

test('each operation shows its own fields in its own order', () => {
	const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
	fc.assert(
		fc.property(
			fc.array(names, { maxLength: 5 }),
			fc.func(fc.constantFrom('', 'other')),
			(all, describe) => {
				const operations = all.map((own, index) =>
					own.map((name) => field(`operation${index}`, name, describe(name, index))),
				);
				const shared = shareFields(operations);
				operations.forEach((own, index) => {
					const expected = own.map(({ name, description }) => [name, description]);
					expect(shownFor(shared, `operation${index}`)).toEqual(expected);
				});
			},
		),
		{ seed: 14 },
	);
});
