import { pages } from '../../../../client/pages';
import { videoItem } from '../../afterCreate';
import { operation } from '../../operation';
import type { Run } from '../../run';
import { collection, flag, number } from '../../../shared/parameters';
import {
	updateDisplayOptions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { options } from '../../../shared/fields/options';
import { SIMPLIFY } from '../../../shared/fields/simplify';

const DEFAULT_LIMIT = 50;
const LARGEST_PAGE = 100;
// So many are kept in memory: a list that never ends must.
const MOST_VIDEOS = 10_000;

/** How many videos the user wants. @throws InputError */
function wantedNumber({ context }: Run): number {
	if (flag(context, 'returnAll', false)) return Infinity;
	return number(context, 'limit', { least: 1 }) ?? DEFAULT_LIMIT;
}

/** Gets many video jobs, page by page. */
const list = operation(async (run) => {
	const { server } = run.videos;
	const limit = wantedNumber(run);
	const filters = collection(run.context, 'filters');
	const status = filters.text('status');
	const query = {
		after: filters.text('after'),
		order: filters.text('order'),
		query: run.query,
		goesOn: limit === Infinity,
	};
	const sizeOf = (seen: number) => (status ? LARGEST_PAGE : Math.min(limit - seen, LARGEST_PAGE));
	const items: INodeExecutionData[] = [];
	for await (const { videos } of pages(server, query, sizeOf, {
		pages: 1000,
		videos: MOST_VIDEOS,
	})) {
		for (const listed of videos) {
			if (status && listed.video.status !== status) continue;
			items.push(videoItem(run, listed));
			if (items.length >= limit) return items;
		}
	}
	return items;
}, 'list');

export const listOption: INodePropertyOptions = {
	name: 'Get Many',
	value: 'list',
	action: 'Get many videos',
	description: 'Get the videos on the server',
	routing: {
		request: { method: 'GET', url: '/videos' },
		send: { paginate: true },
		operations: { pagination: list },
	},
};

const FILTERS: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'After',
			name: 'after',
			type: 'string',
			default: '',
			placeholder: 'e.g. video_68d7512d07848190b3e45da0ecbebcde',
			description: 'Return only the videos that come after the video with this ID in the list',
		},
		{
			displayName: 'Order',
			name: 'order',
			type: 'options',
			default: 'desc',
			description: 'How to sort the videos by creation time',
			options: [
				{ name: 'Newest First', value: 'desc' },
				{ name: 'Oldest First', value: 'asc' },
			],
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'completed',
			description: 'Return only the videos with this status',
			options: [
				{ name: 'Completed', value: 'completed' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'In Progress', value: 'in_progress' },
				{ name: 'Queued', value: 'queued' },
			],
		},
	],
};

export const listFields = updateDisplayOptions(
	{ show: { resource: ['video'], operation: ['list'] } },
	[
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
		FILTERS,
		options([SIMPLIFY]),
	],
);
