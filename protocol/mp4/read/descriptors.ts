import { damaged, Fields } from './boxes';

/** What esds says of a stream. */
export interface StreamDescription {
	/** How it is encoded, by the numbers of the registration authority of MP4. */
	objectType: number;
	/** What the decoder must know; empty where there is nothing. */
	specific: Buffer;
}

// ISO/IEC 14496-1, 7.2.6
const ES_DESCRIPTOR = 0x03;
const DECODER_CONFIG = 0x04;
const DECODER_SPECIFIC = 0x05;

// 8.3.3: seven bits in each byte, of which all but the last have the highest bit set; at most four.
function lengthIn(fields: Fields): number {
	let length = 0;
	for (let count = 0; count < 4; count += 1) {
		const byte = fields.unsigned(1);
		length = length * 128 + (byte & 0x7f);
		if (byte < 0x80) return length;
	}
	throw damaged(fields.name);
}

function enter(fields: Fields, tag: number): number {
	if (fields.unsigned(1) !== tag) throw damaged(fields.name);
	return lengthIn(fields);
}

/**
 * ISO/IEC 14496-14, 6.7: the descriptor in esds.
 * @param esds the box's content
 * @throws Mp4Error where it is damaged
 */
export function readStreamDescription(esds: Buffer): StreamDescription {
	const fields = new Fields(esds, 'esds');
	fields.skip(4);
	enter(fields, ES_DESCRIPTOR);
	fields.skip(2);
	const flags = fields.unsigned(1);
	if (flags & 0x80) fields.skip(2);
	if (flags & 0x40) fields.skip(fields.unsigned(1));
	if (flags & 0x20) fields.skip(2);
	const length = enter(fields, DECODER_CONFIG);
	const objectType = fields.unsigned(1);
	fields.skip(12);
	const specific =
		length > 13 && fields.unsigned(1) === DECODER_SPECIFIC
			? fields.take(lengthIn(fields))
			: Buffer.alloc(0);
	return { objectType, specific };
}
