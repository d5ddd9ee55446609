import type { IBinaryData, IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import type { StoredFile } from '../../client/transfer';

/** Whether the node runs as a tool of an AI model: n8n lends it a type of its own for that. */
export function isTool(context: Pick<IExecuteSingleFunctions, 'getNode'>): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** What a model learns about a file, because n8n leaves the file itself out of a tool's answer. */
export function fileFields(
	{ helpers }: Pick<IExecuteSingleFunctions, 'helpers'>,
	{ file, bytes }: StoredFile,
): IDataObject {
	const fields = { file_name: file.fileName, mime_type: file.mimeType, bytes };
	if (file.id === undefined) {
		const file_note = 'n8n keeps the file with its execution, and has no link to it in memory mode';
		return { ...fields, file_url: null, file_note };
	}
	const file_url = helpers.createBinarySignedUrl(file as IBinaryData, '1 day');
	return { ...fields, file_url, file_note: 'file_url works for one day, without signing in' };
}
