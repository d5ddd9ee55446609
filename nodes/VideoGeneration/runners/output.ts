import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../../../protocol/reading/json';
import type { Video } from '../../../protocol/reading/video';
import type { Answer } from './answer';
import { collection, type ParameterContext } from './parameters';
import type { Run } from './run';
import { isTool, toldFile } from './tool';
import type { StoredFile } from './transfer';

/** Where the user wants the file: the name of the binary field. */
export function outputField(context: ParameterContext): string {
	const name = String(collection(context, 'file').binaryPropertyName ?? '').trim();
	return name === '' ? 'data' : name;
}

/** One output item, paired with the input item it comes from. */
export function toItem(run: Run, json: IDataObject, stored?: StoredFile): INodeExecutionData {
	const binary: IBinaryKeyData | undefined = stored && { [outputField(run.context)]: stored.file };
	const told = stored && isTool(run.context) ? toldFile(run.context, stored) : {};
	return {
		json: { ...json, ...told },
		...(binary && { binary }),
		pairedItem: { item: run.itemIndex },
	};
}

/** A video's fields: the API's own, or with Simplify off the server's untouched answer. */
export function videoJson(simplify: boolean, video: Video, answer: unknown): IDataObject {
	return (simplify || !isRecord(answer) ? { ...video } : answer) as unknown as IDataObject;
}

/** A video's fields as the node's switch Simplify says. */
export function chosenJson(
	context: ParameterContext,
	{ video, answer }: { video: Video; answer: Pick<Answer, 'json'> },
): IDataObject {
	const simplify = context.getNodeParameter('simplify', true) !== false;
	return videoJson(simplify, video, answer.json);
}

/** A video as an output item. */
export function videoItem(
	run: Run,
	told: { video: Video; answer: Pick<Answer, 'json'> },
	stored?: StoredFile,
): INodeExecutionData {
	return toItem(run, chosenJson(run.context, told), stored);
}
