import { readdirSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { binaryItem } from './binary.mts';
import { runEngine, storageFolder, type RunInput, type RunOutput } from './engine.mts';

/** An item with a clip. */
export async function clipItem(
	bytes: Buffer,
	name: string,
	json: IDataObject = {},
): Promise<INodeExecutionData> {
	return { ...(await binaryItem('data', bytes, name, 'video/mp4')), json };
}

// Join needs no server.
const NOBODY = { baseUrl: 'http://127.0.0.1:9/v1', key: '' };

/** Runs Join on these items, without a credential. */
export async function join(
	items: INodeExecutionData[],
	parameters: IDataObject = {},
	more: Partial<RunInput> = {},
): Promise<RunOutput> {
	const input = { parameters: { operation: 'join', ...parameters }, items };
	return await runEngine(NOBODY, { ...input, withoutCredential: true, ...more });
}

/** The files in n8n's storage that hold anything, those that are being written among them. */
export function storedFiles(): string[] {
	const folder = storageFolder();
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((file) => path.join(folder, file))
		.filter((file) => statSync(file).isFile())
		.sort();
}

/** The files in n8n's storage that this process has open. */
export function openFiles(): string[] {
	const folder = storageFolder();
	return readdirSync('/proc/self/fd').flatMap((descriptor) => {
		try {
			const file = readlinkSync(`/proc/self/fd/${descriptor}`);
			return file.startsWith(folder) ? [file] : [];
		} catch {
			return [];
		}
	});
}
