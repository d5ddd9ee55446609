import type { Cell } from './cell.mts';

// So much of a secret is none any more.
const SHORTEST = 10;
const SHORTEST_BASE64 = 14;

function windows(text: string, length: number): string[] {
	const count = Math.max(0, text.length - length + 1);
	return Array.from({ length: count }, (_, index) => text.slice(index, index + length));
}

// The same bytes have three forms in base64, by what stands before them.
function base64Parts(secret: string): string[] {
	return [0, 1, 2].flatMap((offset) => {
		const encoded = Buffer.from(' '.repeat(offset) + secret).toString('base64');
		const inner = encoded.slice(offset === 0 ? 0 : 4, -4);
		return windows(inner, SHORTEST_BASE64);
	});
}

function unpercent(text: string): string {
	return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
		String.fromCharCode(parseInt(code, 16)),
	);
}

function unescape(text: string): string {
	return text
		.replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		.replace(/\\+(["\\/])/g, '$1');
}

/** The parts of a cell's secrets that stand in a text: plain, escaped, percent-encoded or as base64, whole or cut. */
export function leaksIn(text: string, { key, signature }: Cell): string[] {
	const readings = [text, unescape(text), unpercent(text), unpercent(unescape(text))];
	const base64 = text.replace(/-/g, '+').replace(/_/g, '/');
	const found = [key, signature].flatMap((secret) => {
		const plain = windows(secret, SHORTEST).find((part) =>
			readings.some((reading) => reading.includes(part)),
		);
		const packed = base64Parts(secret).find((part) => base64.includes(part));
		return [plain, packed].filter((part) => part !== undefined);
	});
	return found;
}

// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** The first control or bidirectional character of a text that is shown or logged, as its code. */
export function controlIn(text: string): string | undefined {
	const [found] = CONTROLS.exec(text) ?? [];
	return found && `U+${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
