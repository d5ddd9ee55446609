import { ApiError, invalid } from './errors.mts';
import type { Job } from './jobs.mts';
import type { Sandbox } from './state.mts';

interface ListQuery {
	after?: unknown;
	limit?: unknown;
	order?: unknown;
}

function limitParam(value: unknown = '20'): number {
	const limit = Number(value);
	if (/^\d+$/.test(String(value)) && limit >= 1 && limit <= 100) return limit;
	const message = `Invalid 'limit': expected an integer from 1 to 100, but got '${String(value)}'.`;
	throw invalid('limit', message);
}

function orderParam(value: unknown = 'desc'): 'asc' | 'desc' {
	if (value === 'asc' || value === 'desc') return value;
	throw invalid('order', "Invalid value for 'order'. Supported values are: 'asc' and 'desc'.");
}

/** One page of GET /v1/videos; `jobs` in order of creation. The cursor is the id of the last seen. */
export async function listPage(jobs: Job[], query: ListQuery, sandbox: Sandbox) {
	const limit = Math.min(limitParam(query.limit), sandbox.settings.pageSize ?? Infinity);
	const ordered = orderParam(query.order) === 'asc' ? jobs : [...jobs].reverse();
	const start = query.after === undefined ? 0 : positionAfter(ordered, String(query.after));
	const page = ordered.slice(start, start + limit);
	return {
		object: 'list',
		data: await Promise.all(page.map((job) => sandbox.dialect.show(job, Date.now(), sandbox))),
		first_id: page.at(0)?.id ?? null,
		last_id: page.at(-1)?.id ?? null,
		has_more: start + limit < ordered.length,
	};
}

function positionAfter(jobs: Job[], id: string): number {
	const position = jobs.findIndex((job) => job.id === id);
	if (position >= 0) return position + 1;
	throw new ApiError(400, `No video found for cursor '${id}'.`, 'invalid_value', 'after');
}
