import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mts';
import type { WorkflowJson } from './session.mts';

/** An example workflow. @param file its name in `examples/`, e.g. `prompt-to-mp4.json` */
export async function readExample(file: string): Promise<WorkflowJson> {
	return JSON.parse(await readFile(path.join(root, 'examples', file), 'utf8')) as WorkflowJson;
}

/** The file names of all example workflows. */
export async function exampleFiles(): Promise<string[]> {
	const files = await readdir(path.join(root, 'examples'));
	return files.filter((file) => file.endsWith('.json')).sort();
}
