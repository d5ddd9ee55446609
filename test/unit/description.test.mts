import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	choices,
	collected,
	credential,
	manifests,
	node,
	nodes,
	trigger,
	walk,
	type Shown,
} from './support/compiled.mts';

const nodeFields = nodes.flatMap(({ description: { name, properties } }) =>
	walk(properties, `${name}: `),
);
const fields = [...nodeFields, ...walk(credential.properties)];
const told = fields.filter(({ field }) => field.type !== 'notice');
const shown: Shown[] = [
	...told.map(({ place, field }) => ({
		place,
		name: field.displayName,
		description: field.description,
	})),
	...fields.flatMap(choices),
];

/** The places of what breaks a rule: a failure shows where to look. */
const placesOf = <T extends { place: string }>(all: T[], breaks: (one: T) => boolean) =>
	all.filter(breaks).map(({ place }) => place);

const selectors = node.description.properties.filter(({ name }) => name === 'operation');
const [operation] = selectors;
const RESOURCES = ['video', 'character'];

function operationsOf(resource: string): INodePropertyOptions[] {
	const selector = selectors.find(({ displayOptions }) =>
		displayOptions?.show?.resource?.includes(resource),
	);
	return selector?.options as INodePropertyOptions[];
}

const everyOperation = RESOURCES.flatMap((resource) =>
	operationsOf(resource).map((one) => ({ resource, one })),
);

describe('the operations', () => {
	const namesOf = (resource: string) =>
		Object.fromEntries(operationsOf(resource).map(({ name, value }) => [value, name]));

	test('are these', () => {
		expect(namesOf('character')).toEqual({ create: 'Create', retrieve: 'Get' });
		expect(namesOf('video')).toEqual({
			create: 'Create',
			delete: 'Delete',
			download: 'Download',
			edit: 'Edit',
			extend: 'Extend',
			retrieve: 'Get',
			list: 'Get Many',
			join: 'Join',
			remix: 'Remix',
			suspendUntilCompleted: 'Suspend Until Completed',
			waitForCompletion: 'Wait for Completion',
		});
	});

	const sending = everyOperation.filter(({ one }) => one.value !== 'join');

	test.each(sending.map(({ resource, one }) => [resource, one.name, one] as const))(
		'%s %s has an action, a description, a request and a runner',
		(_, __, { action, description, routing }) => {
			expect(action).toMatch(/^[A-Z][a-z ]+ (videos?|character)$/);
			expect(description).toBeTruthy();
			expect(routing?.request).toEqual({
				method: expect.stringMatching(/^(GET|POST|DELETE)$/),
				url: expect.stringMatching(
					/^\/videos(\/(\{id\}(\/(content|remix))?|edits|extensions|characters(\/\{id\})?))?$/,
				),
			});
			expect(routing?.send).toEqual({ paginate: true });
			expect(routing?.operations?.pagination).toEqual(expect.any(Function));
		},
	);

	test('video Join has an action and a description, asks no server, and is no tool', () => {
		const { one } = everyOperation.find(({ one: { value } }) => value === 'join')!;
		expect(one.action).toBe('Join videos into one');
		expect(one.description).toBeTruthy();
		expect(one).not.toHaveProperty('routing');
		expect(one.displayOptions).toEqual({ hide: { '@tool': [true] } });
		expect(node.customOperations).toHaveProperty('video.join');
		expect(node.description.credentials).toEqual([
			expect.objectContaining({ displayOptions: { hide: { operation: ['join'] } } }),
		]);
	});

	test('start with Create, and cannot be an expression', () => {
		expect(operation).toMatchObject({ default: 'create', noDataExpression: true });
	});
});

test('the node is declarative: it has no execute', () => {
	expect('execute' in node).toBe(false);
	expect('webhook' in node || 'trigger' in node || 'poll' in node).toBe(false);
});

test('the node can be a tool of an AI agent', () => {
	expect(node.description.usableAsTool).toBe(true);
});

test('the trigger polls, and takes nothing in', () => {
	expect(trigger.description).toMatchObject({
		...{ polling: true, group: ['trigger'], inputs: [], outputs: ['main'] },
		displayName: expect.stringMatching(/ Trigger$/),
		name: expect.stringMatching(/Trigger$/),
	});
	expect(trigger.poll).toEqual(expect.any(Function));
});

test.each(nodes.map(({ description }) => [description.displayName, description] as const))(
	'%s takes the credential that is published with it, and has an icon and a name of its own',
	(displayName, description) => {
		expect(description.credentials?.[0]).toMatchObject({ name: credential.name, required: true });
		const icon = `file:../../icons/${description.name}`;
		expect(description.icon).toEqual({ light: `${icon}.svg`, dark: `${icon}.dark.svg` });
		expect(description.defaults.name).toBe(displayName);
		expect(displayName).toMatch(/^[A-Z]/);
		expect(description.description).toMatch(/^[A-Z].*[^.]$/);
		const names = nodes.map((one) => one.description.name);
		expect(names.filter((name) => name === description.name)).toHaveLength(1);
	},
);

test.each(manifests.map((one) => [one.node, one] as const))(
	'%s is found in the node panel: of the category AI, n8n lists outside its AI view only root nodes, and no actions of tools',
	(_, { categories, subcategories, alias }) => {
		expect(categories).toContain('AI');
		expect(subcategories.AI).toContain('Root Nodes');
		expect(subcategories.AI).not.toContain('Tools');
		expect(alias).toEqual(expect.arrayContaining(['video', 'sora']));
	},
);

test('credentials of one node are told apart', () => {
	for (const { description } of nodes) {
		const labels = (description.credentials ?? []).map(({ displayName }) => displayName);
		expect(new Set(labels).size).toBe(labels.length);
	}
});

describe('hints', () => {
	const { hints = [], properties } = node.description;

	test('are sentences that say when they are shown', () => {
		expect(hints.length).toBeGreaterThan(0);
		for (const { message, displayCondition } of hints) {
			expect(message).toMatch(/^[A-Z].*\.$/);
			expect(displayCondition).toMatch(/^=\{\{ .+ \}\}$/);
		}
	});

	test('ask for fields and operations that exist', () => {
		const names = properties.map(({ name }) => name);
		const settings = fields.filter(({ place }) => /options \(create\b.*\) > /.test(place));
		const known = [
			...operationsOf('video').map(({ value }) => value),
			...['file', 'video', 'job'],
			...settings.map(({ field }) => field.name),
		];
		for (const { displayCondition = '' } of hints) {
			const asked = [...displayCondition.matchAll(/\$parameter\["(\w+)"\]/g)].map(
				([, name]) => name,
			);
			expect(names).toEqual(expect.arrayContaining(asked));
			const words = [...displayCondition.matchAll(/(?<!\$parameter\[)"(\w+)"/g)];
			expect(known).toEqual(expect.arrayContaining(words.map(([, word]) => word)));
		}
	});
});

test('fields of a node without operations have different names', () => {
	for (const { description } of nodes.filter((one) => one !== node)) {
		const names = description.properties.map(({ displayName }) => displayName);
		expect(new Set(names).size).toBe(names.length);
	}
});

test('every field but the resource is shown only where it belongs', () => {
	for (const field of node.description.properties.filter(({ name }) => name !== 'resource')) {
		const { show } = field.displayOptions ?? {};
		const [resource, ...others] = show?.resource ?? [];
		expect([field.name, RESOURCES, others]).toEqual([
			field.name,
			expect.arrayContaining([resource]),
			[],
		]);
		if (field.name === 'operation') continue;
		const known = operationsOf(String(resource)).map(({ value }) => value);
		expect(show?.operation?.length).toBeGreaterThan(0);
		for (const value of show?.operation ?? []) expect(known).toContain(value);
	}
});

test('a condition under which a field is shown can come true', () => {
	const valuesOf = ({ type, options = [] }: INodeProperties): unknown[] =>
		type === 'boolean'
			? [true, false]
			: (options as INodePropertyOptions[]).map(({ value }) => value);
	for (const all of [...nodes.map((one) => one.description.properties), credential.properties]) {
		for (const { name, displayOptions } of all) {
			for (const [other, wanted] of Object.entries(displayOptions?.show ?? {})) {
				const possible = all.filter((field) => field.name === other).flatMap(valuesOf);
				expect([name, other, possible]).toEqual([
					name,
					other,
					expect.arrayContaining(wanted as unknown[]),
				]);
			}
		}
	}
});

// As n8n's lint has it: these may be small unless they come first.
const SMALL = new Set('a an and as at but by for if in nor of on or per the to via'.split(' '));
// Written so by those who make it, or a measure.
const AS_IT_IS = /^(vLLM-Omni|vLLM|new-api|xAI-Style|fal|\d+x\d+|v\d)$/;

function isTitleCase(name: string): boolean {
	const words = name.split(/[\s(),]+/).filter(Boolean);
	return words.every(
		(word, n) =>
			AS_IT_IS.test(word) ||
			/^[^a-z]/.test(word) ||
			(n > 0 && SMALL.has(word) && n < words.length - 1),
	);
}

describe('names', () => {
	test('are in Title Case', () => {
		expect(placesOf(shown, ({ name }) => !isTitleCase(name))).toEqual([]);
	});

	test('have neither a colon nor a full stop nor spare space', () => {
		expect(placesOf(shown, ({ name }) => /[:.]$|:|\s{2}|^\s|\s$/.test(name))).toEqual([]);
	});

	test('write ID, URL and JSON as such', () => {
		expect(placesOf(shown, ({ name }) => /\b(Id|Url|Json)s?\b/.test(name))).toEqual([]);
	});

	test('of one operation are different', () => {
		for (const { resource, one } of everyOperation) {
			const names = node.description.properties
				.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource))
				.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(one.value))
				.map(({ displayName }) => displayName);
			expect(new Set(names).size).toBe(names.length);
		}
	});
});

describe('descriptions', () => {
	const sentences = shown.flatMap(({ place, description }) =>
		description === undefined ? [] : [{ place, text: description }],
	);

	test('stand beside every field that does not explain itself', () => {
		const obvious = ['resource', 'operation', 'options', 'filters', 'apiKey', 'user', 'password'];
		const silent = told.filter(({ field }) => !obvious.includes(field.name));
		expect(placesOf(silent, ({ field }) => !(field.description || field.hint))).toEqual([]);
	});

	test('end in a full stop only where there are several sentences', () => {
		const breaks = (text: string) => {
			const plain = text.replaceAll('e.g.', '');
			return plain.includes('. ') !== plain.endsWith('.');
		};
		expect(placesOf(sentences, ({ text }) => breaks(text))).toEqual([]);
	});

	test('begin with a capital, have no spare space, and write ID, URL and JSON as such', () => {
		expect(placesOf(sentences, ({ text }) => !/^[A-Z]/.test(text))).toEqual([]);
		expect(placesOf(sentences, ({ text }) => /\s{2}|^\s|\s$/.test(text))).toEqual([]);
		expect(
			placesOf(sentences, ({ text }) =>
				/\b(id|ids|url|urls|json)\b/i.test(text.replace(/\b(IDs?|URLs?|JSON)\b/g, '')),
			),
		).toEqual([]);
	});

	test('of switches begin with Whether', () => {
		const switches = fields.filter(({ field }) => field.type === 'boolean');
		expect(switches.length).toBeGreaterThan(0);
		expect(placesOf(switches, ({ field }) => !field.description?.startsWith('Whether '))).toEqual(
			[],
		);
	});

	test('do not repeat the name', () => {
		expect(placesOf(shown, ({ name, description }) => name === description)).toEqual([]);
	});
});

describe('lists', () => {
	const sorted = (names: string[]) =>
		[...names].sort((one, other) => one.localeCompare(other)).join() === names.join();

	test('of five or more choices are alphabetical', () => {
		const long = fields.filter((one) => choices(one).length >= 5);
		expect(long.length).toBeGreaterThan(0);
		expect(placesOf(long, (one) => !sorted(choices(one).map(({ name }) => name)))).toEqual([]);
	});

	test('of what a collection can add are alphabetical', () => {
		const collections = fields.filter((one) => collected(one).length > 1);
		expect(collections.length).toBeGreaterThan(0);
		// The choices of Waiting, File and Options, among others.
		expect(placesOf(collections, (one) => !sorted(collected(one)))).toEqual([]);
	});

	test('have each choice once, and the default is among them', () => {
		for (const { place, field } of fields.filter(({ field: { type } }) => /ptions$/.test(type))) {
			const values = (field.options as INodePropertyOptions[]).map(({ value }) => value);
			const defaults = [field.default].flat();
			expect([place, new Set(values).size]).toEqual([place, values.length]);
			expect([place, values]).toEqual([place, expect.arrayContaining(defaults)]);
		}
	});
});

test('every default has the type of its field', () => {
	const types: Record<string, string> = {
		...{ boolean: 'boolean', number: 'number', collection: 'object', fixedCollection: 'object' },
		...{ resourceLocator: 'object', string: 'string', json: 'string', notice: 'string' },
		options: 'string',
		hidden: 'string',
		multiOptions: 'object',
	};
	expect(placesOf(fields, ({ field }) => typeof field.default !== types[field.type])).toEqual([]);
});

test('examples begin with "e.g.", and those of collections say what is added', () => {
	expect(
		placesOf(fields, ({ field: { type, placeholder } }) => {
			if (placeholder === undefined) return false;
			return /ollection$/.test(type) ? !/^Add /.test(placeholder) : !/^e\.g\. /.test(placeholder);
		}),
	).toEqual([]);
});

test('every text that is typed has an example', () => {
	// Of user names and secrets there is nothing to show.
	const typed = fields.filter(
		({ field: { type, default: preset, name, typeOptions } }) =>
			type === 'string' && !preset && !typeOptions?.password && name !== 'user',
	);
	expect(placesOf(typed, ({ field }) => !field.placeholder)).toEqual([]);
	const modes = fields.flatMap(({ place, field }) =>
		(field.modes ?? []).map((mode) => ({ place: `${place} > ${mode.name}`, mode })),
	);
	expect(
		placesOf(modes, ({ mode }) => mode.type === 'string' && !mode.placeholder?.startsWith('e.g. ')),
	).toEqual([]);
});

test('the lists that fields search exist', () => {
	const searches = fields.flatMap(({ field }) =>
		(field.modes ?? []).flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
	);
	const lists = nodes.flatMap(({ methods }) => Object.keys(methods?.listSearch ?? {}));
	expect([...new Set(searches)].sort()).toEqual([...new Set(lists)].sort());
});

test('secrets are not shown while they are typed', () => {
	for (const name of ['apiKey', 'password', 'basicToken']) {
		const field = credential.properties.find((one) => one.name === name);
		expect(field).toMatchObject({ type: 'string', typeOptions: { password: true }, default: '' });
	}
});
