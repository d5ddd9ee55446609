import type {
	BinaryHelperFunctions,
	IBinaryData,
	IBinaryKeyData,
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import type { StoredFile } from '../../client/transfer';
import type { MediaFacts } from '../../protocol/media/containers/facts';
import { filled, type Filled } from './filled';
import { isSimplified } from './items';
import type { Fields } from './parameters';
import { isTool } from './tool';

/** What is known of a file; what it does not say is left out. */
export interface FileFacts extends Filled<MediaFacts> {
	/** The file's name. */
	name: string;
	/** The type of the file, read from its first bytes, such as `video/mp4`. */
	mimeType: string;
	/** The size of the file. @unit bytes */
	bytes: number;
}

/** What the item of a file tells beside the fields of its video. */
export interface FileFields {
	/** The properties of the file in the binary field. */
	file: FileFacts;
	/** The number of the file in this item, counted from 0. @when the job made several files */
	index?: number;
}

/** What the item of a file also tells an AI agent, because n8n leaves the file itself out of a tool's answer. */
export interface ToolFields {
	/** A link to the file that works for one day, without signing in; null if n8n has no link to it. */
	file_url: string | null;
	/** What the AI model must know about the link. */
	file_note: string;
}

type FileContext = Pick<IExecuteSingleFunctions, 'getNode'> & {
	helpers: Pick<BinaryHelperFunctions, 'createBinarySignedUrl'>;
};

/** Where the user wants the file: the name of the binary field. */
export function outputField(options: Fields): string {
	return options.text('binaryPropertyName') || 'data';
}

function binaryOf(options: Fields, { file }: StoredFile): IBinaryKeyData {
	return { [outputField(options)]: file as IBinaryData };
}

function linkFields({ helpers }: FileContext, { file }: StoredFile): ToolFields {
	if (file.id === undefined) {
		const file_note = 'n8n keeps the file with its execution, and has no link to it in memory mode';
		return { file_url: null, file_note };
	}
	const file_url = helpers.createBinarySignedUrl(file as IBinaryData, '1 day');
	return { file_url, file_note: 'file_url works for one day, without signing in' };
}

function factsOf({ file, bytes, facts }: StoredFile): FileFacts {
	return { name: file.fileName ?? '', mimeType: file.mimeType, bytes, ...filled(facts ?? {}) };
}

// The job names all of its files; an item has one of them. The server's untouched answer stays as it is.
function oneOf(options: Fields, json: IDataObject, index: number): IDataObject {
	if (!isSimplified(options)) return { ...json, index };
	const { urls, ...rest } = json;
	// The output of Download names none.
	if (!Array.isArray(urls)) return { ...json, index };
	return { ...rest, ...filled({ url: urls[index] as string | null }), index };
}

/** The items of a video's files, one each: the fields of the video, what is known of the file, and the file itself. */
export function fileItems(
	context: FileContext,
	options: Fields,
	json: IDataObject,
	files: readonly StoredFile[],
): INodeExecutionData[] {
	return files.map((stored, index) => ({
		json: {
			...(files.length > 1 ? oneOf(options, json, index) : json),
			file: { ...factsOf(stored) },
			...(isTool(context) && linkFields(context, stored)),
		},
		binary: binaryOf(options, stored),
	}));
}
