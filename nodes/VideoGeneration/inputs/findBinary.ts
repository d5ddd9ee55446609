import { isBinaryValue, type IBinaryData, type INodeExecutionData } from 'n8n-workflow';
import { InputError } from '../../../client/errors';
import { FIELD_NAMES, type FieldName } from '../../shared/fieldNames';
import { fieldText } from '../../shared/fieldText';

/** A file of the input: the name of its field, or what an expression such as `{{ $binary.image }}` gives. */
export type FileSource = string | IBinaryData;

/** An item of the input, and how its files are found. */
export interface ItemFiles {
	itemIndex: number;
	item: INodeExecutionData | undefined;
	/** n8n's own helper, which also finds files where n8n's binary mode keeps them inside the item's data. It throws where there is none. */
	find(source: FileSource): IBinaryData;
}

/**
 * @param of what has the field, where there are several of that name
 * @throws InputError for any other object, and for a list
 */
export function fileSource(name: FieldName, of = ''): (value: unknown) => FileSource {
	const field = of === '' ? FIELD_NAMES[name] : `${FIELD_NAMES[name]} of ${of}`;
	return (value) => (isBinaryValue(value) ? value : fieldText(field, value, 'a file').trim());
}

/** What a message calls a file that was chosen so. */
export function nameOf(source: FileSource): string {
	if (typeof source === 'string') return source;
	return typeof source.fileName === 'string' ? source.fileName : 'of the expression';
}

// In n8n's combined binary mode the files are among the item's data.
function fieldsWithFiles(item: INodeExecutionData | undefined): string[] {
	if (item === undefined) return [];
	const { binary = {}, json } = item;
	return [...Object.keys(binary), ...Object.keys(json).filter((key) => isBinaryValue(json[key]))];
}

function noFile({ item, itemIndex }: ItemFiles, name: string, what: string): InputError {
	const others = fieldsWithFiles(item);
	return new InputError(
		`There is no file in the field "${name}" of item ${itemIndex} for ${what}`,
		others.length > 0
			? `The item has files in: ${others.join(', ')}.`
			: 'The item has no files. Put a node that reads the file before this one.',
	);
}

/**
 * A file of an item.
 * @param what what it is for, in the user's words: "the video of the character"
 * @throws InputError when it is not there
 */
export function findBinary(files: ItemFiles, source: FileSource, what: string): IBinaryData {
	if (source === '') throw new InputError(`The field for ${what} is empty`);
	try {
		return files.find(source);
	} catch {
		throw noFile(files, nameOf(source), what);
	}
}
