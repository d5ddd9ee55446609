import { codecByCode, codecByObjectType } from '../codecs';
import type { Cursor, Steps } from '../steps';
import { eachBox, fieldsOf, type Box } from './boxes';
import type { Track } from './movie';

// ISO/IEC 14496-12, 12.1.3: the fields of a VisualSampleEntry, behind which boxes follow.
const VISUAL_BYTES = 78;

// ISO/IEC 14496-1, 7.2.6
const ES_DESCRIPTOR = 0x03;
const DECODER_CONFIG = 0x04;

// 8.3.3: a descriptor's length has seven bits in each byte, of which all but the last have the highest bit set.
function contentAt(bytes: Buffer, at: number): number {
	let next = at + 1;
	while (bytes[next] >= 0x80) next += 1;
	return next + 1;
}

// ISO/IEC 14496-14, 6.7: the descriptor of the stream, in which that of its decoder names the object type.
function objectType(esds: Buffer): number | undefined {
	if (esds[4] !== ES_DESCRIPTOR) return undefined;
	const stream = contentAt(esds, 4);
	const flags = esds[stream + 2];
	let at = stream + 3;
	if (flags & 0x80) at += 2;
	if (flags & 0x40) at += 1 + esds[at];
	if (flags & 0x20) at += 2;
	return esds[at] === DECODER_CONFIG ? esds[contentAt(esds, at)] : undefined;
}

function* readStream(cursor: Cursor, box: Box, track: Track): Steps {
	const type = objectType(yield* fieldsOf(cursor, box, 64)) ?? 0;
	track.codec = codecByObjectType(type) ?? track.codec;
}

/** 8.5.2: stsd. The first entry tells what the samples are; the size is that of a video's. */
export function* readSampleEntry(cursor: Cursor, box: Box, track: Track): Steps {
	yield* fieldsOf(cursor, box, 8);
	if (box.end - cursor.position < 8) return;
	const head = yield* cursor.take(8);
	const code = head.toString('latin1', 4);
	const end = Math.min(cursor.position - 8 + head.readUInt32BE(0), box.end);
	track.codec = codecByCode(code);
	if (end - cursor.position < VISUAL_BYTES) return;
	const fields = yield* cursor.take(VISUAL_BYTES);
	track.width = fields.readUInt16BE(24);
	track.height = fields.readUInt16BE(26);
	if (code === 'mp4v') yield* eachBox(cursor, end, { esds: readStream }, track);
}
