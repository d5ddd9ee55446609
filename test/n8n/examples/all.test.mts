import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exampleFiles, readExample } from '../../../host/examples.mts';
import { root } from '../../../host/paths.mts';
import { sandboxCredential } from '../../../host/sandbox-credential.mts';
import type { WorkflowJson } from '../../../host/session.mts';
import { nodes as ours } from '../../unit/support/compiled.mts';

type Node = WorkflowJson['nodes'][number];

interface NodeType {
	name: string;
	version: number | number[];
	properties: Array<{ name: string }>;
}

interface Example {
	file: string;
	text: string;
	workflow: WorkflowJson;
}

/** The types that an n8n with this package has, and the fields of each. */
function knownTypes(): Map<string, NodeType[]> {
	const known = new Map<string, NodeType[]>();
	const add = (prefix: string, type: NodeType) =>
		known.set(prefix + type.name, [...(known.get(prefix + type.name) ?? []), type]);
	for (const name of ['n8n-nodes-base', '@n8n/n8n-nodes-langchain']) {
		const file = path.join(root, 'host/node_modules', name, 'dist/types/nodes.json');
		for (const type of JSON.parse(readFileSync(file, 'utf8')) as NodeType[]) add(`${name}.`, type);
	}
	for (const { description } of ours) {
		// what n8n itself adds to a trigger that polls, and to a tool
		const own = (description as unknown as NodeType).properties;
		const properties = description.polling ? [...own, { name: 'pollTimes' }] : own;
		const type = { ...(description as unknown as NodeType), properties };
		add('n8n-nodes-video-generation.', type);
		if (!description.usableAsTool) continue;
		const more = ['descriptionType', 'toolDescription'].map((name) => ({ name }));
		const tool = { ...type, name: `${type.name}Tool`, properties: [...properties, ...more] };
		add('n8n-nodes-video-generation.', tool);
	}
	return known;
}

const known = knownTypes();
const typeOf = ({ type, typeVersion }: Node) =>
	known.get(type)?.find(({ version }) => [version].flat().includes(typeVersion as number));

const isSticky = ({ type }: Node) => type === 'n8n-nodes-base.stickyNote';

// Needs no credential, and n8n stores none with it.
const isJoin = (parameters: unknown) => (parameters as { operation?: string }).operation === 'join';

/** The place that a node takes on the canvas with its label, or a sticky note, in pixels. */
function boxOf(node: Node) {
	const [x, y] = node.position as [number, number];
	if (isSticky(node)) {
		const { width, height } = node.parameters as { width: number; height: number };
		return { left: x, right: x + width, top: y, bottom: y + height };
	}
	const width = node.type.endsWith('.agent') ? 256 : 96;
	return { left: x - 20, right: x + width + 20, top: y, bottom: y + 96 + 48 };
}

function overlap(one: Node, other: Node): boolean {
	const [a, b] = [boxOf(one), boxOf(other)];
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Names of the nodes that a workflow's connections lead to. */
function targetsOf({ connections }: WorkflowJson): string[] {
	const targets: string[] = [];
	JSON.stringify(connections, (key, value: unknown) => {
		if (key === 'node') targets.push(String(value));
		return value;
	});
	return targets;
}

const repeated = <T,>(values: T[]) => values.filter((value, n) => values.indexOf(value) !== n);

describe('each example', () => {
	const all: Example[] = [];
	beforeAll(async () => {
		for (const file of await exampleFiles()) {
			const workflow = await readExample(file);
			all.push({ file, workflow, text: JSON.stringify(workflow) });
		}
	});

	/** What breaks a rule, with the file where it stands. */
	const broken = (rule: (example: Example) => string[]) =>
		all.flatMap((example) => rule(example).map((what) => `${example.file}: ${what}`));

	it('has nodes and parameters that n8n or this package has', () => {
		const unknown = ({ workflow }: Example) =>
			workflow.nodes.flatMap((node) => {
				const names = typeOf(node)?.properties.map(({ name }) => name);
				if (!names) return [`${node.type} ${String(node.typeVersion)}`];
				const parameters = Object.keys(node.parameters as object);
				const strange = parameters.filter((name) => !names.includes(name));
				return strange.map((name) => `${node.name}: ${name}`);
			});
		expect(broken(unknown)).toEqual([]);
		expect(all.length).toBeGreaterThan(1);
	});

	it('names credentials, and has none', () => {
		const { id } = sandboxCredential('', '');
		for (const { workflow } of all) {
			const credentials = workflow.nodes.map((node) => node.credentials ?? {});
			for (const named of credentials.flatMap(Object.values) as object[]) {
				expect(Object.keys(named).sort()).toEqual(['id', 'name']);
			}
			const videoIds = workflow.nodes
				.filter(({ type }) => type.startsWith('n8n-nodes-video-generation.'))
				.filter(({ parameters }) => !isJoin(parameters))
				.map((node) => (node.credentials as Record<string, { id: string }>).videoGenerationApi.id);
			expect(new Set(videoIds)).toEqual(new Set([id]));
		}
		expect(broken(({ text }) => text.match(/\bsk-\w+|Bearer |eyJ\w+|"apiKey"/g) ?? [])).toEqual([]);
	});

	it('sends nothing to anybody before the user has said where', () => {
		const hosts = ({ text }: Example) => text.match(/https?:\/\/[^/"\\ ]+/g) ?? [];
		expect(broken((one) => hosts(one).filter((host) => host !== 'https://example.com'))).toEqual(
			[],
		);
	});

	it('is switched off, brings no data, and has names and ids of its own', () => {
		for (const { workflow } of all) {
			expect(workflow).toMatchObject({ active: false, pinData: {}, tags: [] });
		}
		expect(repeated(all.map(({ workflow }) => workflow.id))).toEqual([]);
		expect(repeated(all.map(({ workflow }) => workflow.name))).toEqual([]);
		const nodes = all.flatMap(({ workflow }) => workflow.nodes);
		expect(repeated(nodes.map(({ id }) => id))).toEqual([]);
		expect(repeated(nodes.flatMap(({ webhookId }) => webhookId ?? []))).toEqual([]);
		expect(broken(({ workflow }) => repeated(workflow.nodes.map(({ name }) => name)))).toEqual([]);
	});

	it('connects all of its nodes', () => {
		const loose = ({ workflow }: Example) => {
			const names = workflow.nodes.map(({ name }) => name);
			const ends = [...targetsOf(workflow), ...Object.keys(workflow.connections)];
			const missing = ends.filter((name) => !names.includes(name));
			const free = workflow.nodes.filter((node) => !isSticky(node) && !ends.includes(node.name));
			return [...missing, ...free.map(({ name }) => name)];
		};
		expect(broken(loose)).toEqual([]);
	});

	it('has a sticky note, and covers nothing with it', () => {
		const covered = ({ workflow: { nodes } }: Example) =>
			nodes.flatMap((one, n) =>
				nodes
					.slice(n + 1)
					.filter((other) => overlap(one, other))
					.map((other) => `${one.name} and ${other.name}`),
			);
		expect(broken(covered)).toEqual([]);
		const silent = all.filter(({ workflow }) => !workflow.nodes.some(isSticky));
		expect(silent.map(({ file }) => file)).toEqual([]);
	});

	it('stands in the README with its picture', () => {
		const readme = readFileSync(path.join(root, 'examples/README.md'), 'utf8');
		const missing = ({ file }: Example) => {
			const picture = `docs/images/examples/${path.basename(file, '.json')}.png`;
			return [`](${file})`, `](../${picture})`].filter((link) => !readme.includes(link));
		};
		expect(broken(missing)).toEqual([]);
		const named = [...readme.matchAll(/\]\(([\w-]+\.json)\)/g)].map(([, file]) => file);
		expect(named.filter((file) => !existsSync(path.join(root, 'examples', file)))).toEqual([]);
	});
});
