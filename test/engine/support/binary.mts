import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { Container } from './container.mts';

/** An input item with a file in n8n's binary storage. */
export async function binaryItem(
	field: string,
	bytes: Buffer,
	fileName: string,
	mimeType: string,
): Promise<INodeExecutionData> {
	const binary: IBinaryData = { data: '', fileName, mimeType };
	const location = {
		type: 'execution' as const,
		workflowId: 'w',
		executionId: '1',
	};
	const stored = await Container.get(BinaryDataService).store(location, bytes, binary);
	return { json: {}, binary: { [field]: stored } };
}
