import type { BinaryHelperFunctions, IExecuteFunctions } from 'n8n-workflow';
import { orInterrupted } from '../../../client/signals';
import type { FieldName } from '../../shared/fieldNames';
import { ofItem, read } from '../../shared/parameters';
import { fileSource, findBinary, type FileSource } from '../inputs/findBinary';
import { aboutItem, type NamedFile } from './clipError';
import { notReadable } from './storageErrors';

/** A stream of a file in n8n's storage: Node's `Readable`, which n8n lets no node import. */
export type StoredStream = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

/** A file of an input item. */
export interface ItemFile extends NamedFile {
	source: FileSource;
	/** Where it is in n8n's storage; `undefined` where the execution's data has it. */
	id: string | undefined;
}

/** What files are read with: the node's context, and the signal that ends it. */
export interface Reading {
	context: IExecuteFunctions;
	stopSignal: AbortSignal | undefined;
}

// Larger ones are read faster, and a few of them are held at a time.
const CHUNK_BYTES = 256 * 1024;

function lookUp(
	context: IExecuteFunctions,
	item: number,
	field: FieldName,
	what: string,
): ItemFile {
	const source = read(ofItem(context, item), field, fileSource(field));
	const files = {
		itemIndex: item,
		item: context.getInputData()[item],
		find: (one: FileSource) => context.helpers.assertBinaryData(item, one),
	};
	const { fileName, id } = findBinary(files, source, what);
	const name = fileName || (typeof source === 'string' ? source : 'file');
	return { item, name, source, id };
}

/**
 * The file of an item that a field names.
 * @param what what it is for, in the user's words
 * @throws ClipError where there is none
 */
export function findFile(
	context: IExecuteFunctions,
	item: number,
	field: FieldName,
	what: string,
): ItemFile {
	try {
		return lookUp(context, item, field, what);
	} catch (error) {
		throw aboutItem(item, error);
	}
}

/** Opens a file in n8n's storage. Whoever has the stream destroys it. @throws ClipError */
export async function openStored({ context }: Reading, file: ItemFile): Promise<StoredStream> {
	try {
		const stream = await context.helpers.getBinaryStream(file.id!, CHUNK_BYTES);
		// One that is destroyed while nobody reads it would end the process.
		stream.on('error', () => undefined);
		return stream;
	} catch (error) {
		throw notReadable(file, error);
	}
}

async function* storedChunks(reading: Reading, file: ItemFile): AsyncGenerator<Buffer> {
	const stream = await openStored(reading, file);
	try {
		const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
		for (;;) {
			const next = await orInterrupted(chunks.next(), reading.stopSignal).catch(
				(error: unknown) => {
					throw notReadable(file, error);
				},
			);
			if (next.done) return;
			yield next.value;
		}
	} finally {
		stream.destroy();
	}
}

/**
 * The content of a file, piece by piece. End the iteration, and the file is closed.
 * @throws ClipError when it cannot be read, VideosError when the execution is stopped
 */
export async function* chunksOf(reading: Reading, file: ItemFile): AsyncGenerator<Buffer> {
	if (file.id !== undefined) yield* storedChunks(reading, file);
	else yield await reading.context.helpers.getBinaryDataBuffer(file.item, file.source);
}

/** The size of a file in bytes, as n8n's storage knows it; `undefined` where it does not. */
export async function storedBytes(
	{ context }: Reading,
	file: ItemFile,
): Promise<number | undefined> {
	if (file.id === undefined) return undefined;
	const known = await context.helpers.getBinaryMetadata(file.id).catch(() => undefined);
	return Number.isSafeInteger(known?.fileSize) ? known?.fileSize : undefined;
}
