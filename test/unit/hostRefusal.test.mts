import { readHostRefusal } from '../../nodes/shared/hostRefusal';

const URL = 'https://videos.local/v1/videos';
const AROUND = (cause: unknown) => Object.assign(new Error('Something went wrong'), { cause });

test.each([
	['a stranger to n8n', new Error('blocked by the firewall')],
	['words of a server', new Error('This credential is not allowed')],
	['a lost connection', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
	['no error', 'not allowed'],
	['nothing', undefined],
])('%s is no refusal of n8n', (_, error) => {
	expect(readHostRefusal(error, URL)).toBeUndefined();
	expect(readHostRefusal(AROUND(error), URL)).toBeUndefined();
});

test('the message has the address that a name resolves to, however deep the error is', () => {
	const error = Object.assign(new Error('in other words'), {
		name: 'SsrfBlockedIpError',
		ip: '10.0.0.5',
	});
	for (const thrown of [error, AROUND(error), AROUND(AROUND(error))]) {
		expect(readHostRefusal(thrown, URL)).toEqual({
			rule: 'address',
			message: "n8n's SSRF protection blocked the request to videos.local (10.0.0.5)",
		});
	}
});

test("a missing credential is reported in n8n's own words", () => {
	const message = 'Credential with ID "7" does not exist for type "videoGenerationApi".';
	expect(readHostRefusal(new Error(message), URL)).toEqual({ rule: 'credential', message });
});
