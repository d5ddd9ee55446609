// The workflows that must run in every later version, as somebody builds them: with the options that they need, and what they give.

/** A node of ours in such a workflow. */
export interface Step {
	name: string;
	/** without it the node with the operations */
	type?: string;
	parameters: object;
}

/** What the last node gives. Nodes after it may use it. */
export interface Gives {
	items: number;
	/** some of an item's JSON */
	fields: string[];
	/** the MIME types of an item's files, by the field */
	files: Record<string, string>;
}

export interface Runnable {
	name: string;
	/** what the trigger hands out */
	items: object[];
	steps: Step[];
	gives: Gives;
}

const video = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
const model = { __rl: true, mode: 'id', value: 'sora-2' };
const seconds = { __rl: true, mode: 'list', value: '4', cachedResultName: '4 seconds' };
const size = { __rl: true, mode: 'value', value: '720x1280' };
const items = [{ prompt: 'A lighthouse in the fog' }];
const prompt = '={{ $json.prompt }}';
const MP4 = 'video/mp4';
const JOB = ['id', 'status', 'progress', 'model', 'prompt', 'seconds', 'size', 'created_at'];
const DONE = [...JOB, 'completed_at', 'expires_at'];
const waiting = { pollInterval: 0.2, timeout: 5 };
const pairs = (name: string, value: string) => ({ parameters: [{ name, value }] });
const connection = {
	extraHeaders: pairs('X-Title', 'My videos'),
	extraQuery: pairs('api-version', 'preview'),
	maxInFlight: 2,
	requestTimeout: 20,
};
const keeping = { fileName: 'lighthouse.mp4', binaryPropertyName: 'clip', largestFile: 50 };

const step = (name: string, operation: string, parameters: object, resource = 'video'): Step => ({
	name,
	parameters: { resource, operation, ...parameters },
});
const creates = (returnWhat: string, more: object = {}) =>
	step('Create', 'create', { prompt, model, seconds, size, returnWhat, ...more });
const created = creates('video', { options: waiting });
const withFile = creates('file', { options: waiting });

export const RUNNABLE: Runnable[] = [
	{
		name: 'create and wait',
		items,
		steps: [
			creates('file', {
				modelSettings: { negativePrompt: 'text', seed: 7, steps: 20, guidance: 4.5 },
				options: {
					...{ ...connection, ...keeping, ...waiting },
					...{ bodyFormat: 'json', checkModel: true, provider: 'auto', secondsAsNumber: false },
					...{ extraBody: '{"style": "film"}', ifVideoDiffers: 'continue', onFailure: 'return' },
					...{ includeInputFields: true, retryIfUnknown: true, simplify: true, videosAtOnce: 1 },
					alsoDownload: ['thumbnail', 'spritesheet'],
				},
			}),
		],
		gives: {
			items: 1,
			fields: [...DONE, 'file'],
			files: { clip: MP4, thumbnail: 'image/webp', spritesheet: 'image/jpeg' },
		},
	},
	{
		name: 'create, then wait',
		items,
		steps: [
			creates('job'),
			step('Wait', 'waitForCompletion', {
				video,
				downloadFile: true,
				options: { ...waiting, ...connection, ...keeping, onFailure: 'error' },
			}),
		],
		gives: { items: 1, fields: [...DONE, 'file'], files: { clip: MP4 } },
	},
	{
		name: 'create, then suspend',
		items,
		steps: [
			creates('job'),
			step('Suspend', 'suspendUntilCompleted', {
				video,
				options: { ...waiting, ...connection, onFailure: 'return' },
			}),
		],
		gives: { items: 1, fields: DONE, files: {} },
	},
	{
		name: 'get',
		items,
		steps: [
			created,
			step('Get', 'retrieve', { video, options: { ...connection, simplify: true } }),
		],
		gives: { items: 1, fields: DONE, files: {} },
	},
	{
		name: 'get many',
		items,
		steps: [
			created,
			step('Get Many', 'list', {
				returnAll: false,
				limit: 5,
				filters: { order: 'asc', status: 'completed' },
				options: connection,
			}),
		],
		gives: { items: 1, fields: DONE, files: {} },
	},
	{
		name: 'get all',
		items,
		steps: [created, step('Get Many', 'list', { returnAll: true })],
		gives: { items: 1, fields: DONE, files: {} },
	},
	{
		name: 'delete',
		items,
		steps: [created, step('Delete', 'delete', { video, options: connection })],
		gives: { items: 1, fields: ['id', 'deleted'], files: {} },
	},
	{
		name: 'download',
		items,
		steps: [
			created,
			step('Download', 'download', {
				video,
				variant: 'video',
				options: { ...connection, ...keeping, alsoDownload: ['thumbnail'] },
			}),
		],
		gives: {
			items: 1,
			fields: ['id', 'variant', 'file'],
			files: { clip: MP4, thumbnail: 'image/webp' },
		},
	},
	{
		name: 'download a thumbnail for a first frame',
		items,
		steps: [
			created,
			step('Download', 'download', { video, variant: 'thumbnail' }),
			step('Create Again', 'create', {
				prompt: 'The same at night',
				references: { images: [{ role: 'firstFrame', source: 'binary', binaryField: 'data' }] },
				returnWhat: 'file',
				options: { ...waiting, referenceMismatch: 'send' },
			}),
		],
		gives: { items: 1, fields: [...DONE, 'file'], files: { data: MP4 } },
	},
	{
		name: 'remix',
		items,
		steps: [
			created,
			step('Remix', 'remix', {
				video,
				prompt: 'The same at night',
				returnWhat: 'file',
				options: { ...connection, ...keeping, ...waiting, extraBody: '{"style": "film"}' },
			}),
		],
		gives: {
			items: 1,
			fields: [...DONE, 'remixed_from_video_id', 'file'],
			files: { clip: MP4 },
		},
	},
	{
		name: 'edit by ID',
		items,
		steps: [
			created,
			step('Edit', 'edit', {
				...{ videoSource: 'id', video, prompt: 'in the snow', returnWhat: 'file' },
				options: waiting,
			}),
		],
		gives: { items: 1, fields: [...DONE, 'file'], files: { data: MP4 } },
	},
	{
		name: 'edit a file',
		items,
		steps: [
			withFile,
			step('Edit', 'edit', {
				...{ videoSource: 'binary', videoBinaryField: 'data', prompt: 'in the snow' },
				...{ returnWhat: 'file', options: waiting },
			}),
		],
		gives: { items: 1, fields: [...DONE, 'file'], files: { data: MP4 } },
	},
	{
		name: 'extend',
		items,
		steps: [
			created,
			step('Extend', 'extend', {
				...{ videoSource: 'id', video, prompt: 'and the fog lifts', seconds },
				...{ returnWhat: 'file', options: waiting },
			}),
		],
		gives: { items: 1, fields: [...DONE, 'file'], files: { data: MP4 } },
	},
	{
		name: 'join',
		items: [...items, { prompt: 'The same at night' }],
		steps: [
			withFile,
			step('Join', 'join', {
				joinBinaryField: 'data',
				joinAudio: 'keep',
				options: { fileName: 'both.mp4', binaryPropertyName: 'both', trimEnd: 0, trimStart: 0 },
			}),
		],
		gives: { items: 1, fields: ['file'], files: { both: MP4 } },
	},
	{
		name: 'character',
		items,
		steps: [
			withFile,
			step(
				'New Character',
				'create',
				{ characterName: 'Mossy', characterBinaryField: 'data', options: connection },
				'character',
			),
			step('Get Character', 'retrieve', { characterId: '={{ $json.id }}' }, 'character'),
		],
		gives: { items: 1, fields: ['id', 'name'], files: {} },
	},
];

const TRIGGERS: Array<Omit<Runnable, 'items'>> = [
	{
		name: 'polling trigger',
		steps: [
			{
				name: 'Trigger',
				type: 'videoGenerationTrigger',
				parameters: {
					events: ['completed', 'failed'],
					model: 'sora-2',
					downloadFile: true,
					options: {
						...{ extraHeaders: connection.extraHeaders, requestTimeout: 20, ...keeping },
						...{ includePast: true, simplify: true, watchHours: 12 },
					},
				},
			},
		],
		gives: { items: 1, fields: [...DONE, 'file'], files: { clip: MP4 } },
	},
	{
		name: 'webhook trigger',
		steps: [
			{
				name: 'Trigger',
				type: 'videoGenerationWebhookTrigger',
				parameters: {
					events: ['completed', 'failed'],
					options: { extraHeaders: connection.extraHeaders, models: 'sora-2', simplify: true },
				},
			},
		],
		gives: { items: 1, fields: DONE, files: {} },
	},
];

/** Those that begin with a trigger of ours. */
export const TRIGGERED: Runnable[] = TRIGGERS.map((one) => ({ ...one, items: [] }));
