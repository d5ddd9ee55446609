import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parsers } from 'prettier/plugins/markdown';
import { VideoGenerationApi } from '../../credentials/VideoGenerationApi.credentials';
import { DIALECTS } from '../../protocol/dialects';

// What a reader of the pages can click: files and headings must be there.

interface MarkdownNode {
	type: string;
	url?: string;
	value?: string;
	alt?: string | null;
	children?: MarkdownNode[];
}

function pagesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.join(folder, file));
}

const PAGES = [
	...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'examples/README.md'],
	...pagesBelow('docs'),
	...readdirSync('bench')
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.join('bench', file)),
];

function nodesOf(node: MarkdownNode): MarkdownNode[] {
	return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

const parsed = new Map<string, MarkdownNode[]>();

async function parse(page: string): Promise<MarkdownNode[]> {
	const known = parsed.get(page);
	if (known !== undefined) return known;
	const text = readFileSync(page, 'utf8');
	const nodes = nodesOf((await parsers.markdown.parse(text, {} as never)) as MarkdownNode);
	parsed.set(page, nodes);
	return nodes;
}

function textOf(node: MarkdownNode): string {
	return node.value ?? node.alt ?? (node.children ?? []).map(textOf).join('');
}

/** The anchors that GitHub gives the headings of a page. */
async function anchorsOf(page: string): Promise<string[]> {
	const seen = new Map<string, number>();
	const headings = (await parse(page)).filter(({ type }) => type === 'heading');
	return headings.map((heading) => {
		const slug = textOf(heading)
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
			.replaceAll(' ', '-');
		const before = seen.get(slug) ?? 0;
		seen.set(slug, before + 1);
		return before === 0 ? slug : `${slug}-${before}`;
	});
}

async function isThere(page: string, url: string): Promise<boolean> {
	const [file, anchor] = url.split('#');
	const target = file === '' ? page : path.join(path.dirname(page), decodeURIComponent(file));
	if (!existsSync(target)) return false;
	if (anchor === undefined) return true;
	return statSync(target).isFile() && (await anchorsOf(target)).includes(anchor);
}

async function linksOf(page: string): Promise<string[]> {
	const linked = (await parse(page)).flatMap(({ type, url }) =>
		['link', 'image', 'definition'].includes(type) && url !== undefined ? [url] : [],
	);
	return linked.filter((url) => !/^[a-z][a-z+.-]*:/i.test(url));
}

test('the headings of a page have the anchors that GitHub gives them', async () => {
	expect(await anchorsOf('docs/waiting.md')).toEqual(
		expect.arrayContaining(['waiting', 'n8ns-own-timeouts', 'create-and-wait-for-completion']),
	);
});

test.each(PAGES)('each relative link and picture of %s leads to something', async (page) => {
	const broken: string[] = [];
	for (const url of await linksOf(page)) if (!(await isThere(page, url))) broken.push(url);
	expect(broken).toEqual([]);
});

const REPOSITORY = 'https://github.com/n8n-nodes-video-generation/n8n-nodes-video-generation';

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(?:ts|json)$/.test(file))
		.map((file) => path.join(folder, file));
}

test('each link to our pages inside the nodes leads to something', async () => {
	const sources = [...filesBelow('nodes'), ...filesBelow('credentials')];
	// Its links to servers are put together.
	const credential = JSON.stringify(new VideoGenerationApi().properties);
	const texts = [...sources.map((file) => readFileSync(file, 'utf8')), credential];
	const urls = texts.flatMap(
		(text) => text.match(new RegExp(`${REPOSITORY}[^'"\\s)$\\\\]*`, 'g')) ?? [],
	);
	expect(urls.length).toBeGreaterThan(5 + DIALECTS.length);
	const broken: string[] = [];
	for (const url of new Set(urls)) {
		const rest = url.slice(REPOSITORY.length);
		const link = rest.startsWith('/blob/main/')
			? rest.slice('/blob/main/'.length)
			: `README.md${rest}`;
		if (link !== 'README.md#readme' && !(await isThere('README.md', link))) broken.push(url);
	}
	expect(broken).toEqual([]);
});

test('the README has at most 1,500 words', () => {
	expect(readFileSync('README.md', 'utf8').split(/\s+/).length).toBeLessThanOrEqual(1500);
});

test('docs/README.md leads to each page of docs', async () => {
	const linked = (await linksOf('docs/README.md')).map((url) => path.join('docs', url));
	const pages = readdirSync('docs').filter((file) => file.endsWith('.md') && file !== 'README.md');
	expect(pages.length).toBeGreaterThan(5);
	expect(pages.filter((file) => !linked.includes(path.join('docs', file)))).toEqual([]);
});

test('each picture of docs is shown somewhere', async () => {
	const shown = await Promise.all(
		PAGES.map(async (page) =>
			(await linksOf(page)).map((url) => path.join(path.dirname(page), url)),
		),
	);
	const pictures = readdirSync('docs/images', { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative('.', path.join(entry.parentPath, entry.name)));
	expect(pictures.length).toBeGreaterThan(5);
	expect(pictures.filter((picture) => !shown.flat().includes(picture))).toEqual([]);
});
