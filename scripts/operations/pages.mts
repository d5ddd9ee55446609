import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { INTROS, NOTES } from './notes.mts';
import { fieldsTable } from './table.mts';

/** The pages of docs/operations by their file names. */
export type Pages = Map<string, string>;

const MADE = '<!-- Made by `npm run docs` of the descriptions of the nodes. Do not edit. -->';

function isShown(
	{ displayOptions }: INodeProperties,
	resource: string,
	operation: string,
): boolean {
	const { show = {} } = displayOptions ?? {};
	const fits = (wanted: unknown[] | undefined, value: string) => wanted?.includes(value) ?? true;
	return fits(show.resource as unknown[], resource) && fits(show.operation as unknown[], operation);
}

/** The file of an operation's page. */
export function fileName(resource: string, name: string): string {
	const words = resource === 'video' ? name : `${resource} ${name}`;
	return `${words.toLowerCase().replace(/\s+/g, '-')}.md`;
}

function operationPage(
	fields: INodeProperties[],
	resource: string,
	{ name, value, description, routing }: INodePropertyOptions,
): string {
	const operation = String(value);
	const request = routing?.request;
	const sends =
		request &&
		`Sends \`${String(request.method)} ${String(request.url)}\`, below the Base URL of the credential.`;
	const selectors = ['resource', 'operation'];
	const own = fields.filter(
		(field) => !selectors.includes(field.name) && isShown(field, resource, operation),
	);
	return [
		MADE,
		`# ${resource === 'video' ? '' : 'Character: '}${name}`,
		`${description}.`.replace(/\.\.$/, '.'),
		sends,
		NOTES[`${resource} ${operation}`] ?? '',
		'## Fields',
		fieldsTable(own),
	]
		.filter(Boolean)
		.join('\n\n');
}

function triggerPage({ name, displayName, description, properties }: INodeTypeDescription): string {
	return [
		MADE,
		`# ${displayName}`,
		`${INTROS[name] ?? description}.`,
		NOTES[name] ?? '',
		'## Fields',
		fieldsTable(properties),
	].join('\n\n');
}

function operationPages({ properties }: INodeTypeDescription): Array<[file: string, page: string]> {
	const selectors = properties.filter(({ name }) => name === 'operation');
	return selectors.flatMap(({ options = [], displayOptions }) => {
		const [resource] = displayOptions?.show?.resource as string[];
		return (options as INodePropertyOptions[]).map((option): [string, string] => [
			fileName(resource, option.name),
			operationPage(properties, resource, option),
		]);
	});
}

function index(pages: Array<[file: string, page: string]>): string {
	const entries = pages.map(([file, page]) => {
		const [, title = ''] = /^# (.*)$/m.exec(page) ?? [];
		const [, , summary = ''] = page.split('\n\n');
		return `- [${title}](${file}): ${summary}`;
	});
	return [MADE, '# Operations and triggers', entries.join('\n')].join('\n\n');
}

/** A page for each operation and trigger, and one that lists them. */
export function operationDocs(nodes: INodeTypeDescription[]): Pages {
	const pages = nodes.flatMap((node): Array<[string, string]> =>
		node.group.includes('trigger')
			? [[fileName('video', node.displayName), triggerPage(node)]]
			: operationPages(node),
	);
	return new Map([['README.md', index(pages)], ...pages]);
}
