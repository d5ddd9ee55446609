import fc from 'fast-check';
import { isModeration, readJobError } from '../../protocol/reading/jobError';
import { anyAnswer, ANSWERS } from './support/fuzz.mts';

test.each([
	[{ code: 'server_error', message: 'Out of memory' }, 'server_error', 'Out of memory'],
	[{ message: 'Out of memory' }, null, 'Out of memory'],
	[{ code: 500, message: 'Out of memory' }, '500', 'Out of memory'],
	[{ type: 'server_error', message: 'Out of memory' }, 'server_error', 'Out of memory'],
	[{ code: 'timeout' }, 'timeout', null],
	[{ code: null, message: 'Out of memory' }, null, 'Out of memory'],
	[{ reason: 'Out of memory' }, null, 'Out of memory'],
	[{ detail: 'Out of memory' }, null, 'Out of memory'],
	['Out of memory', null, 'Out of memory'],
	[17, null, '17'],
])('%j is read as code %j and message %j', (error, code, message) => {
	expect(readJobError(error)).toEqual({ code, message });
});

test.each([null, undefined, '', '  ', {}, { code: null, message: '' }, [], true])(
	'%j is no error',
	(error) => expect(readJobError(error)).toBeNull(),
);

test.each([
	{ code: 'moderation_blocked', message: null },
	{ code: null, message: 'Your request was blocked by our moderation system.' },
	{ code: 'content_policy_violation', message: null },
	{ code: null, message: 'Violates the Content Policy' },
	{ code: null, message: 'SAFETY filter triggered' },
	{ code: 'SAFETY', message: 'Blocked' },
	{ code: null, message: 'Rejected by the safety system' },
	{ code: null, message: 'The input may contain sensitive information' },
])('%j came from a safety filter', (error) => expect(isModeration(error)).toBe(true));

test.each([
	null,
	{ code: null, message: null },
	{ code: 'server_error', message: 'Out of memory' },
	{ code: 'rate_limit', message: 'Too many requests' },
	{
		code: null,
		message:
			'Requested dimensions too large. This is a safety check to prevent out-of-memory errors.',
	},
])('%j did not come from a safety filter', (error) => expect(isModeration(error)).toBe(false));

test('whatever stands in the field error, it is null or says something', () => {
	fc.assert(
		fc.property(anyAnswer, (answer) => {
			const error = readJobError(answer);
			expect(typeof isModeration(error)).toBe('boolean');
			if (error === null) return;
			expect(Object.keys(error)).toEqual(['code', 'message']);
			const said = Object.values(error).filter((value) => value !== null);
			expect(said.length).toBeGreaterThan(0);
			for (const text of said) expect(text.trim()).not.toBe('');
		}),
		{ numRuns: ANSWERS },
	);
});
