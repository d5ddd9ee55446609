import {
	hasFallenBack,
	maybeForwarded,
	saysNotForwarded,
} from '../../protocol/reading/notForwarded';

// LiteLLM 1.110.2 in front of a recorder: what it answered, and whether the recorder had the create.
const error = (message: string) => JSON.stringify({ error: { message, type: 'x', code: '500' } });
const GROUP =
	"\n\nLiteLLM: model group 'm' failed with the error above. No fallback was attempted.";

test.each([
	'litellm.APIConnectionError: fal.ai needs a public image URL for input_reference',
	'litellm.APIConnectionError: fal.ai seconds must be a numeric value',
	'litellm.APIConnectionError: input_reference must be a URL string, bytes, a file object, or a (filename, file) tuple',
	`litellm.InternalServerError: InternalServerError: RunwaymlException - Object of type BytesIO is not JSON serializable${GROUP}`,
	"litellm.APIConnectionError: Unsupported image value 'https://example.com/a.png'. Provide a GCS URI (gs://...)",
	"Invalid request format: litellm.APIConnectionError: 'str' object has no attribute 'read'\nTraceback (most recent call last):",
	'litellm.APIConnectionError: FAL_AI_API_KEY is not set',
	`litellm.APIConnectionError: APIConnectionError: RunwaymlException - RunwayML API key is required. Set RUNWAYML_API_SECRET${GROUP}`,
	'litellm.APIConnectionError: MiniMax API key is required. Set MINIMAX_API_KEY environment variable',
	`litellm.APIConnectionError: APIConnectionError: VolcengineException - Volcengine API key is required. Set ARK_API_KEY${GROUP}`,
	'litellm.APIConnectionError: GEMINI_API_KEY or GOOGLE_API_KEY is required for Veo video generation.',
	'litellm.APIConnectionError: Your default credentials were not found. To set up Application Default Credentials, see',
])('%s was not sent on', (message) => {
	expect(saysNotForwarded(error(message))).toBe(true);
	expect(maybeForwarded(error(message))).toBe(false);
});

test.each([
	// The provider had the create.
	`litellm.InternalServerError: InternalServerError: OpenAIException - {"error":{"message":"boom"}}${GROUP}`,
	`litellm.APIConnectionError: APIConnectionError: OpenAIException - 3 validation errors for VideoObject\nid\n  Field required`,
	'litellm.APIConnectionError: Failed to parse operation response: 1 validation error for GeminiLongRunningOperationResponse',
	`litellm.Timeout: Timeout Error: OpenAIException - litellm.Timeout: Read timed out. Timeout passed=1.0${GROUP}`,
	`litellm.ServiceUnavailableError: ServiceUnavailableError: OpenAIException - {"error":{"message":"over"}}${GROUP}`,
	// A provider, or a server that is no gateway, in LiteLLM's words.
	'litellm.InternalServerError: InternalServerError: OpenAIException - {"error":{"message":"Object of type BytesIO is not JSON serializable"}}',
	'litellm.InternalServerError: InternalServerError: OpenAIException - Object of type datetime is not JSON serializable',
	"Invalid request format: litellm.APIConnectionError: 'NoneType' object has no attribute 'read'",
	'Object of type BytesIO is not JSON serializable',
	'RunwayML API key is required',
	"'>' not supported between instances of 'str' and 'int'",
])('%s may have been sent on', (message) => {
	expect(saysNotForwarded(error(message))).toBe(false);
});

test.each([
	[
		'Invalid request format: litellm.APIError: AzureException APIError - Failed to send bytes into the underlying connection',
		true,
	],
	[
		"Invalid request format: litellm.APIConnectionError: 'NoneType' object has no attribute 'get'",
		true,
	],
	['litellm.UnsupportedParamsError: openai video generation does not support frame_images', false],
	['/videos: Invalid model name passed in model=nobody.', false],
	['Invalid request format: the field size is missing', false],
	['', false],
])('with a status of a refusal, %s leaves it open: %s', (message, isOpen) => {
	expect(maybeForwarded(error(message))).toBe(isOpen);
});

describe('a create that was sent on to another model too', () => {
	const first = 'litellm.RateLimitError: RateLimitError: OpenAIException - slow down';
	const failed = `${first}\n\nLiteLLM: model group 'a' failed with the error above.`;

	test.each([
		`${failed} Fallback to b also failed: litellm.Timeout: Timeout Error`,
		`${failed} Fallback to ${Array(200).fill("{'model': 'b'}").join(', ')} also failed: litellm.Timeout: x`,
		`${first}. Received Model Group=a\nAvailable Model Group Fallbacks=['b']\nError doing the fallback: litellm.Timeout: x`,
	])('is one by what stands after the first error: %s', (message) => {
		expect(hasFallenBack(error(message))).toBe(true);
	});

	test.each([
		`${first}${GROUP}`,
		`${failed} Fallback to b was skipped because the caller is not authorized to call it.`,
		`${failed} Fallback model group(s) configured: b.`,
		'litellm.RateLimitError: the last job also failed: Fallback to 720p',
	])('is none: %s', (message) => {
		expect(hasFallenBack(error(message))).toBe(false);
	});
});
