import type { INodeProperties } from 'n8n-workflow';
import { shareFields } from '../shareFields';
import { createFields, createOption } from './create';
import { deleteFields, deleteOption } from './delete';
import { downloadFields, downloadOption } from './download';
import { editFields, editOption } from './edit';
import { extendFields, extendOption } from './extend';
import { joinFields, joinOption } from './join';
import { listFields, listOption } from './list';
import { remixFields, remixOption } from './remix';
import { retrieveFields, retrieveOption } from './retrieve';
import { suspendUntilCompletedFields, suspendUntilCompletedOption } from './suspendUntilCompleted';
import { waitForCompletionFields, waitForCompletionOption } from './waitForCompletion';

/** The operations of the resource *Video*, and the fields of each. */
export const videoProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'create',
		options: [
			createOption,
			deleteOption,
			downloadOption,
			editOption,
			extendOption,
			retrieveOption,
			listOption,
			joinOption,
			remixOption,
			suspendUntilCompletedOption,
			waitForCompletionOption,
		],
		displayOptions: { show: { resource: ['video'] } },
	},
	...shareFields([
		createFields,
		remixFields,
		editFields,
		extendFields,
		waitForCompletionFields,
		suspendUntilCompletedFields,
		downloadFields,
		joinFields,
		retrieveFields,
		deleteFields,
		listFields,
	]),
];
