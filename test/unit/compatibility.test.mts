import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import { credentialTypes, descriptions } from '../../scripts/descriptions.mts';
import { ofCredential, ofNode, opened, type Form } from '../../scripts/freeze/parameters.mts';
import { allFrozen } from '../support/frozen.mts';
import { choices, walk } from './support/compiled.mts';
import { changes, misfits } from './support/savedForm.mts';

const nodes = descriptions();
const credentials = credentialTypes();
const frozen = allFrozen();
const [now] = frozen;

/** The node of today that a saved one is. */
function nodeOf(type: string) {
	const description = nodes.find(({ name }) => type === `n8n-nodes-video-generation.${name}`);
	if (!description) throw new Error(`There is no node ${type} any more.`);
	return description;
}

function credentialOf(type: string): Form {
	const found = credentials.find(({ name }) => name === type);
	if (!found) throw new Error(`There is no credential ${type} any more.`);
	return ofCredential(found);
}

describe.each(frozen)('workflows and credentials saved with $version', (version) => {
	it.each(Object.entries({ ...version.forms, ...version.runs }))(
		'%s opens as it was saved',
		(name, workflow) => {
			const ours = workflow.nodes.filter(({ type }) => !type.startsWith('n8n-nodes-base.'));
			expect(ours.length).toBeGreaterThan(0);
			for (const node of ours) {
				const description = nodeOf(node.type);
				const { parameters, typeVersion } = node;
				const read = opened(ofNode(description), parameters, typeVersion);
				const before = { ...parameters, ...version.defaults[name]?.[node.name] };
				const issues = NodeHelpers.getNodeParametersIssues(
					description.properties,
					{ ...node, parameters: read },
					description,
				);
				expect({
					...{ node: node.name, issues, changed: changes(before, read) },
					lost: misfits(ofNode(description), read, typeVersion),
				}).toEqual({ node: node.name, issues: null, changed: [], lost: [] });
				expect([description.version].flat()).toContain(typeVersion);
				const known = description.credentials?.map((one) => one.name);
				expect(known).toEqual(expect.arrayContaining(Object.keys(node.credentials ?? {})));
			}
		},
	);

	it.each(Object.entries(version.credentials))('%s opens as it was saved', (type, saved) => {
		expect(saved.length).toBeGreaterThan(0);
		for (const { name, data } of saved) {
			const read = opened(credentialOf(type), data);
			const changed = changes({ ...data, ...version.defaults[type][name] }, read);
			const lost = misfits(credentialOf(type), read);
			expect({ name, changed, lost }).toEqual({ name, changed: [], lost: [] });
		}
	});
});

describe('a change of the form that breaks what is saved is seen', () => {
	const form = ofNode(nodes.find(({ name }) => name === 'videoGeneration')!);
	const values = { operation: 'list', limit: 10, filters: { order: 'asc' } };
	const before = opened(form, values);

	/** The form with another field in place of one. */
	function changed(name: string, more: Partial<INodeProperties>, inside?: string): Form {
		const put = (fields: INodeProperties[], wanted: string, one: object): INodeProperties[] =>
			fields.map((field) => (field.name === wanted ? { ...field, ...one } : field));
		const whole = form.properties.find((field) => field.name === inside);
		const options = whole && put(whole.options as INodeProperties[], name, more);
		const properties = put(form.properties, inside ?? name, options ? { options } : more);
		return { ...form, properties, description: { ...form.description!, properties } };
	}

	const seen = (today: Form) => {
		const read = opened(today, values);
		return [...changes(before, read), ...misfits(today, read)];
	};

	it('and none is seen where nothing has changed', () => expect(seen(form)).toEqual([]));

	it.each<[string, Form, string[]]>([
		['a name', changed('limit', { name: 'most' }), ['limit: 10, now undefined']],
		[
			'a name in a collection',
			changed('order', { name: 'sort' }, 'filters'),
			['filters.order: "asc", now undefined'],
		],
		['a type', changed('limit', { type: 'string', default: '' }), ['limit']],
		[
			'a choice',
			changed('order', { options: [{ name: 'Newest First', value: 'desc' }] }, 'filters'),
			['filters.order'],
		],
		[
			'a default',
			changed('returnAll', { default: true }),
			['returnAll: false, now true', 'limit: 10, now undefined'],
		],
		[
			'where it is shown',
			changed('limit', { displayOptions: { show: { operation: ['delete'] } } }),
			['limit: 10, now undefined'],
		],
	])('%s', (_, today, expected) => expect(seen(today)).toEqual(expected));
});

describe('what npm run freeze writes', () => {
	/** The fields that some saved form fills in, and the choices that it makes. */
	function used() {
		const fields = new Map<INodeProperties, unknown[]>();
		const onUse = (field: INodeProperties, chosen: unknown[]) =>
			void fields.set(field, [...(fields.get(field) ?? []), ...chosen]);
		for (const { type, typeVersion, parameters } of Object.values(now.forms).flatMap(
			(workflow) => workflow.nodes,
		)) {
			const form = ofNode(nodeOf(type));
			misfits(form, opened(form, parameters, typeVersion), typeVersion, onUse);
		}
		for (const { type, data } of Object.values(now.credentials).flat()) {
			const form = credentialOf(type);
			misfits(form, opened(form, data), 1, onUse);
		}
		return fields;
	}

	const all = [...nodes, ...credentials].flatMap(({ name, properties }) =>
		walk(properties, `${name}: `),
	);
	const filled = used();
	const kept = all.filter(({ field }) => !['notice', 'hidden'].includes(field.type));

	it('fills in every field', () => {
		const empty = kept.filter(({ field }) => !filled.has(field)).map(({ place }) => place);
		expect(empty).toEqual([]);
	});

	it('makes every choice of every list', () => {
		const missing = kept.flatMap(({ place, field }) => {
			const chosen = filled.get(field) ?? [];
			const offered =
				field.type === 'resourceLocator'
					? field.modes!.map((mode) => mode.name)
					: ((field.options ?? []) as Array<{ value?: unknown }>).map(({ value }) => value);
			if (choices({ place, field }).length === 0 && field.type !== 'resourceLocator') return [];
			return offered
				.filter((one) => !chosen.includes(one))
				.map((one) => `${place} = ${String(one)}`);
		});
		expect(missing).toEqual([]);
	});

	it('has a workflow that runs for every operation and every trigger', () => {
		const kindOf = (type: string, { resource = 'video', operation }: Record<string, unknown>) => {
			const { properties } = nodeOf(type);
			const isOne = properties.every((field) => field.name !== 'operation');
			return isOne ? type : `${type} ${String(resource)} ${String(operation ?? 'create')}`;
		};
		const kindsIn = (workflows: typeof now.forms) =>
			Object.values(workflows)
				.flatMap((workflow) => workflow.nodes)
				.filter(({ type }) => !type.startsWith('n8n-nodes-base.'))
				.map(({ type, parameters }) => kindOf(type, parameters));
		expect([...new Set(kindsIn(now.runs))].sort()).toEqual([...new Set(kindsIn(now.forms))].sort());
		expect(Object.keys(now.gives)).toEqual(Object.keys(now.runs));
	});
});
