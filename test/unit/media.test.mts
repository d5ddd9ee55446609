import fc from 'fast-check';
import { mediaOf, SNIFF_BYTES, sniffMedia } from '../../protocol/media/fileTypes';
import { anyAnswer, anyText, expectQuick, HOSTILE_TEXTS, ANSWERS } from './support/fuzz.mts';

const bytes = (latin1: string) => Buffer.from(latin1.padEnd(SNIFF_BYTES, '\0'), 'latin1');

const FILES: Array<[string, string, string]> = [
	['\0\0\0\x20ftypisom', 'video/mp4', 'mp4'],
	['\0\0\0\x1Cftypmp42', 'video/mp4', 'mp4'],
	['\0\0\0\x18ftypM4V ', 'video/mp4', 'mp4'],
	['\0\0\x01\0moov', 'video/mp4', 'mp4'],
	['\0\0\x01\0mdat', 'video/mp4', 'mp4'],
	['\0\0\0\x08free', 'video/mp4', 'mp4'],
	['\0\0\0\x14ftypqt  ', 'video/quicktime', 'mov'],
	['\x1A\x45\xDF\xA3', 'video/webm', 'webm'],
	['RIFF\x01\x02\x03\x04AVI LIST', 'video/x-msvideo', 'avi'],
	['RIFF\x01\x02\x03\x04WEBPVP8 ', 'image/webp', 'webp'],
	['\xFF\xD8\xFF\xE0\0\x10JFIF', 'image/jpeg', 'jpg'],
	['\x89PNG\r\n\x1A\n', 'image/png', 'png'],
	['GIF89a', 'image/gif', 'gif'],
	['ID3\x04\0\0', 'audio/mpeg', 'mp3'],
	['\xFF\xFB\x90\x64', 'audio/mpeg', 'mp3'],
	['\xFF\xF3\x40\xC4', 'audio/mpeg', 'mp3'],
	['RIFF\x01\x02\x03\x04WAVEfmt ', 'audio/wav', 'wav'],
	['RF64\xFF\xFF\xFF\xFFWAVEds64', 'audio/wav', 'wav'],
	['\0\0\0\x1CftypM4A ', 'audio/mp4', 'm4a'],
	['OggS\0\x02', 'audio/ogg', 'ogg'],
	['fLaC\0\0\0\x22', 'audio/flac', 'flac'],
];

test.each(FILES)('%j is %s', (head, mimeType, extension) => {
	expect(sniffMedia(bytes(head))).toEqual({ mimeType, extension });
});

test.each(['application/mp4', 'application/octet-stream', 'video/mp4', 'text/plain', ''])(
	'a header that says "%s" does not change what a file is',
	(contentType) => {
		for (const [head, mimeType, extension] of FILES) {
			expect(mediaOf(bytes(head), contentType)).toEqual({ mimeType, extension });
		}
	},
);

test('the header tells what bytes are that nobody knows', () => {
	const unknown = bytes('\x00\x01\x02\x03');
	expect(mediaOf(unknown, 'video/ogg; codecs=theora')).toEqual({
		mimeType: 'video/ogg',
		extension: 'ogg',
	});
	expect(mediaOf(unknown, '')).toEqual({
		mimeType: 'application/octet-stream',
		extension: 'bin',
	});
});

test.each([
	'\xFF\xF1\x50\x80',
	'\xFF\xFEh\0',
	'\xFF\xFB\xF0\0',
	'\xFF\xFB\x9C\0',
	'\xFF\xEB\x90\0',
	'RIFF\0\0\0\0sfbk',
])('%j begins like sound, and is none that servers take', (head) =>
	expect(sniffMedia(bytes(head))).toBeUndefined(),
);

const WORDS = [
	'{"error":{"message":"not ready"}}',
	' \n{"url":"https://cdn.example.com/v.mp4"}',
	'\uFEFF{"url":"https://cdn.example.com/v.mp4"}',
	'[{"url":"https://cdn.example.com/v.mp4"}]',
	'"https://cdn.example.com/v.mp4"',
	'<!doctype html><html></html>',
	'<?xml version="1.0"?><Error/>',
	'{\n\t"free_trial_ended": true}',
];

test.each(WORDS)('%j is an answer in words, also when it is called a video', (text) => {
	for (const contentType of ['video/mp4', 'application/octet-stream', 'application/json', '']) {
		expect(mediaOf(Buffer.from(text), contentType)).toBeUndefined();
	}
});

test.each(['text/plain', 'application/json', 'application/problem+json; x=y', 'TEXT/HTML'])(
	'unknown bytes are words where the header says %s',
	(contentType) => expect(mediaOf(bytes('upstream error'), contentType)).toBeUndefined(),
);

test.each(['', 'short'])('a body of %j is no file', (text) => {
	expect(mediaOf(Buffer.from(text), 'video/mp4')).toBeUndefined();
});

test('any bytes under any header are a file with a type and an ending, or words', () => {
	const anyBytes = fc.oneof(
		fc.uint8Array({ maxLength: 64 }),
		fc
			.tuple(fc.constantFrom(...FILES), fc.uint8Array({ maxLength: 64 }))
			.map(([[head], rest]) => Buffer.concat([Buffer.from(head, 'latin1'), rest])),
	);
	const anyType = fc.oneof(
		anyText,
		fc.constantFrom('video/mp4', 'video/x-matroska', 'image/svg+xml', 'video/', 'video/ogg;'),
	);
	fc.assert(
		fc.property(anyBytes, anyType, (body, contentType) => {
			const media = mediaOf(Buffer.from(body), contentType);
			if (media === undefined) return;
			expect(media.mimeType).toMatch(/^(video|image|audio|application)\/[a-z0-9-]+$/);
			expect(media.extension).toMatch(/^[a-z0-9]+$/);
			expect(sniffMedia(Buffer.from(body)) ?? media).toEqual(media);
		}),
		{ numRuns: ANSWERS },
	);
});

test('a JSON answer is never stored as a video', () => {
	const indent = fc.constantFrom(undefined, 2, 4);
	fc.assert(
		fc.property(fc.array(anyAnswer, { minLength: 1 }), indent, (answers, space) => {
			const text = JSON.stringify(answers.length > 1 ? { answers } : answers, null, space);
			const body = Buffer.from(text.padEnd(SNIFF_BYTES, ' '));
			expect(mediaOf(body, 'video/mp4')).toBeUndefined();
		}),
		{ numRuns: ANSWERS },
	);
});

test.each(HOSTILE_TEXTS)('%s is looked at in a moment', (_, text) => {
	expectQuick(() => mediaOf(Buffer.from(text), text));
});
