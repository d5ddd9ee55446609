import type { INodeProperties } from 'n8n-workflow';

// What somebody may have filled in: never a default, which n8n does not save. By the field's name, or by its group's and its own.
const TEXTS: Record<string, string> = {
	after: 'video_68d7512d07848190b3e45da0ecbebcde',
	apiKey: 'any-key',
	audioBinaryField: 'music',
	baseUrl: 'https://videos.example.com/v1',
	basicToken: 'any-token',
	binaryField: 'picture',
	binaryPropertyName: 'video',
	callbackUrl: 'https://n8n.example.com/webhook/videos',
	characterBinaryField: 'clip',
	characterId: 'char_abc123',
	characterName: 'Mossy',
	characters: 'char_abc123, char_def456',
	extraBody: '{"seed": 42}',
	'extraHeaders.name': 'X-Title',
	'extraHeaders.value': 'My videos',
	'extraQuery.name': 'api-version',
	'extraQuery.value': 'preview',
	fileId: 'file-abc123',
	fileName: 'clip.mp4',
	groupBy: '={{ $json.story }}',
	headerName: 'x-api-key',
	joinBinaryField: 'clip',
	model: 'sora-2',
	models: 'sora-2, veo-3.1',
	negativePrompt: 'text, watermark',
	password: 'any-password',
	prompt: '=A lighthouse in the fog, {{ $json.light }}',
	proxy: 'http://127.0.0.1:3128',
	signingSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
	url: 'https://example.com/reference',
	user: 'somebody',
	videoBinaryField: 'clip',
	videoUrl: 'https://example.com/clip.mp4',
};

const NUMBERS: Record<string, number> = {
	count: 2,
	frames: 49,
	framesPerSecond: 16,
	guidance: 4.5,
	largestFile: 200,
	limit: 10,
	maxInFlight: 4,
	pollInterval: 5,
	requestTimeout: 120,
	seed: 7,
	steps: 20,
	timeout: 60,
	trimEnd: 0.25,
	trimStart: 0.5,
	videosAtOnce: 2,
	watchHours: 12,
};

// By name and mode.
const LOCATED: Record<string, Record<string, string>> = {
	model: { list: 'sora-2', id: 'sora-2-pro' },
	seconds: { list: '8', value: '4' },
	size: { list: '1280x720', value: '720x1280' },
	video: { list: 'video_68d7512d07848190b3e45da0ecbebcde', id: '={{ $json.id }}' },
};

function known<T>(value: T | undefined, field: string): T {
	if (value !== undefined) return value;
	throw new Error(`scripts/freeze/values.mts has no value for the field ${field}.`);
}

/** What somebody types into a field. @param group the list of rows that it is in, if it is in one */
export function typed({ name, type, default: preset }: INodeProperties, group?: string): unknown {
	const values: Record<string, unknown> = type === 'number' ? NUMBERS : TEXTS;
	const value = known(values[`${group}.${name}`] ?? values[name], name);
	if (value === preset) throw new Error(`The value for the field ${name} is its default.`);
	return value;
}

/** What somebody chooses in a field with a list, as n8n saves it. */
export function located(name: string, mode: string): object {
	const value = known(LOCATED[name]?.[mode], `${name} (${mode})`);
	return { __rl: true, mode, value, ...(mode === 'list' && { cachedResultName: value }) };
}
