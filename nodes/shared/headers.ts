import { InputError } from '../../client/errors';

// RFC 9110, 5.6.2: a token.
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// RFC 9110, 5.5. Node refuses everything else, and would do so as if the connection had failed.
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
// Set by the node itself, or part of how HTTP frames a message.
const RESERVED = ['content-type', 'content-length', 'host', 'transfer-encoding', 'connection'];

/**
 * Headers that HTTP can carry.
 * @param whose in the user's words, as in "of the options"
 * @throws InputError
 */
export function checkHeaders(headers: object, whose: string): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]): [string, string] => {
			const text = String(value ?? '');
			if (!NAME.test(name)) {
				throw new InputError(
					`"${name.slice(0, 100)}" ${whose} is not a valid header name`,
					'A header name has letters, digits and hyphens, without spaces or a colon.',
				);
			}
			if (!VALUE.test(text)) {
				throw new InputError(
					`The value of the header ${name} ${whose} has a character that HTTP cannot send`,
					'You may have pasted a line break or a typographic character with it. Type the value again.',
				);
			}
			return [name, text];
		}),
	);
}

/** The headers that the user adds to every request. @throws InputError for one that the node sets itself */
export function checkExtraHeaders(headers: object): Record<string, string> {
	const reserved = Object.keys(headers).find((name) => RESERVED.includes(name.toLowerCase()));
	if (reserved !== undefined) {
		throw new InputError(
			`The extra header ${reserved} cannot be set`,
			'The node sets this header itself. Remove it from the options.',
		);
	}
	return checkHeaders(headers, 'of the options');
}
