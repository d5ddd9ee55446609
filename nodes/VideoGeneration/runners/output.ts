import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../../../protocol/json';
import type { Video } from '../../../protocol/video';
import type { Answer } from './answer';
import { collection } from './parameters';
import type { Run } from './run';
import type { StoredFile } from './transfer';

/** Where the user wants the file: the name of the binary field. */
export function outputField(run: Run): string {
	const name = String(collection(run.context, 'file').binaryPropertyName ?? '').trim();
	return name === '' ? 'data' : name;
}

/** One output item, paired with the input item it comes from. */
export function toItem(run: Run, json: IDataObject, stored?: StoredFile): INodeExecutionData {
	const binary: IBinaryKeyData | undefined = stored && { [outputField(run)]: stored.file };
	return { json, ...(binary && { binary }), pairedItem: { item: run.itemIndex } };
}

/** A video's fields: the API's own, or with Simplify off the server's untouched answer. */
export function videoJson(simplify: boolean, video: Video, answer: unknown): IDataObject {
	return (simplify || !isRecord(answer) ? { ...video } : answer) as unknown as IDataObject;
}

/** A video as an output item: the API's own fields, or with Simplify off the server's untouched answer. */
export function videoItem(
	run: Run,
	{ video, answer }: { video: Video; answer: Pick<Answer, 'json'> },
	stored?: StoredFile,
): INodeExecutionData {
	const simplify = run.context.getNodeParameter('simplify', true) !== false;
	return toItem(run, videoJson(simplify, video, answer.json), stored);
}
