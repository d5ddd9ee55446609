import { createHash } from 'node:crypto';

/** What is one cell's own, so that nothing of it is mistaken for another cell's. */
export interface Cell {
	name: string;
	/** 14 hexadecimal digits. */
	tag: string;
	/** The API key. It has characters that JSON and URLs escape. */
	key: string;
	/** What a storage host signs its URLs with. */
	signature: string;
	/** The video that a create makes. */
	newId: string;
	/** The video that is there before the node runs. */
	oldId: string;
	characterId: string;
	/** A file that says whose it is. */
	mp4: Buffer;
}

function digits(name: string, purpose: string): string {
	return createHash('sha256').update(`${purpose} ${name}`).digest('hex');
}

const FILE_HEAD = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp41', 'latin1');

/** The mark by which a stored file is known as a cell's. */
export function fileMark(tag: string): string {
	return `file-of-${tag}`;
}

/** Makes a cell. The same name gives the same cell. */
export function makeCell(name: string): Cell {
	const tag = digits(name, 'tag').slice(0, 14);
	const secret = digits(name, 'key');
	return {
		name,
		tag,
		key: `sk-"${secret.slice(0, 16)}\\${secret.slice(16, 32)}/+%=&${secret.slice(32, 40)}`,
		signature: `SIG${digits(name, 'signature').slice(0, 29)}`,
		newId: `video_${tag}new`,
		oldId: `video_${tag}old`,
		characterId: `char_${tag}`,
		mp4: Buffer.concat([FILE_HEAD, Buffer.from(fileMark(tag)), Buffer.alloc(20_000, 1)]),
	};
}
