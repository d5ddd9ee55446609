const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const strict = { type: 'object', additionalProperties: false };

const canned = {
	status: { type: 'integer', minimum: 200, maximum: 599 },
	headers: { type: 'object', additionalProperties: text },
	body: {},
	contentType: text,
};

const outcomes = [
	'completed',
	'completed_without_file',
	'expired',
	'failed',
	'failed_without_error',
	'moderation',
	'hang',
];

const job = {
	...strict,
	properties: {
		outcome: { enum: outcomes },
		renderSeconds: { type: 'number', minimum: 0 },
		fileBytes: { ...count, nullable: true },
		status: { ...strict, properties: { running: text, ended: text } },
	},
};

const fault = {
	...strict,
	minProperties: 1,
	properties: {
		...canned,
		drop: { enum: ['before', 'after'] },
		delayMs: count,
		answerDelayMs: count,
		replace: { ...strict, properties: canned },
		merge: { type: 'object' },
		remove: { type: 'array', items: text },
		relabel: { type: 'object', additionalProperties: text },
		chunked: { type: 'boolean' },
		job,
	},
};

/** JSON schema of `POST /sandbox/faults` (the type is FaultRule). */
export const faultRuleSchema = {
	...strict,
	required: ['fault'],
	properties: {
		match: {
			...strict,
			properties: {
				method: text,
				path: { type: 'string', format: 'regex' },
				host: { enum: ['api', 'storage'] },
			},
		},
		skip: count,
		times: { ...count, nullable: true },
		forMs: { type: 'number', minimum: 0 },
		fault,
	},
};
