/** A kind of file that a video server may send or take. */
export interface MediaType {
	mimeType: string;
	/** File name ending, without the dot. */
	extension: string;
}

const MP4: MediaType = { mimeType: 'video/mp4', extension: 'mp4' };

const AUDIO: Record<'mp3' | 'wav' | 'm4a' | 'ogg' | 'flac', MediaType> = {
	mp3: { mimeType: 'audio/mpeg', extension: 'mp3' },
	wav: { mimeType: 'audio/wav', extension: 'wav' },
	m4a: { mimeType: 'audio/mp4', extension: 'm4a' },
	ogg: { mimeType: 'audio/ogg', extension: 'ogg' },
	flac: { mimeType: 'audio/flac', extension: 'flac' },
};

// A frame of MPEG audio, layer III, of a known version, bit rate and sample rate (ISO 11172-3); AAC and a UTF-16 mark differ in the layer.
function isMp3Frame([first, second, third]: Buffer): boolean {
	const isLayer3 = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
	return isLayer3 && third >> 4 !== 0xf && (third & 0x0c) !== 0x0c;
}

function sniffAudio(bytes: Buffer, text: string): MediaType | undefined {
	if (/^(?:RIFF|RF64)[^]{4}WAVE/.test(text)) return AUDIO.wav;
	if (text.startsWith('OggS')) return AUDIO.ogg;
	if (text.startsWith('fLaC')) return AUDIO.flac;
	return text.startsWith('ID3') || isMp3Frame(bytes) ? AUDIO.mp3 : undefined;
}

/** How many first bytes {@link sniffMedia} needs. */
export const SNIFF_BYTES = 16;

/**
 * The kind of a file by its first bytes: mp4, QuickTime, WebM, AVI, WebP, JPEG, PNG, GIF, or sound as MP3, WAV, M4A, Ogg or FLAC. What a server
 * says in its header cannot be relied on: `application/mp4`, `application/octet-stream` and
 * `video/mp4` for everything are all in use, and upload nodes refuse them.
 */
export function sniffMedia(bytes: Buffer): MediaType | undefined {
	const text = bytes.subarray(0, SNIFF_BYTES).toString('latin1');
	if (text.slice(4, 8) === 'ftyp') {
		if (/^M4[AB] $/.test(text.slice(8, 12))) return AUDIO.m4a;
		return text.slice(8, 12) === 'qt  ' ? { mimeType: 'video/quicktime', extension: 'mov' } : MP4;
	}
	// A box begins with its length, whose first byte no text begins with.
	const isBox = text.charCodeAt(0) < 9;
	if (isBox && ['moov', 'mdat', 'free'].includes(text.slice(4, 8))) return MP4;
	if (text.startsWith('\x1A\x45\xDF\xA3')) return { mimeType: 'video/webm', extension: 'webm' };
	if (text.startsWith('RIFF') && text.slice(8, 11) === 'AVI') {
		return { mimeType: 'video/x-msvideo', extension: 'avi' };
	}
	if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') {
		return { mimeType: 'image/webp', extension: 'webp' };
	}
	if (text.startsWith('\xFF\xD8\xFF')) return { mimeType: 'image/jpeg', extension: 'jpg' };
	if (text.startsWith('\x89PNG\r\n\x1A\n')) return { mimeType: 'image/png', extension: 'png' };
	if (/^GIF8[79]a/.test(text)) return { mimeType: 'image/gif', extension: 'gif' };
	return sniffAudio(bytes, text);
}

/**
 * The kind of a file that came, or `undefined` for an answer in words (JSON, a web page, an empty body).
 * Bytes that nobody knows are a file all the same, unless they or the header say text.
 * @param contentType the answer's own header, the last resort
 */
export function mediaOf(bytes: Buffer, contentType: string): MediaType | undefined {
	const sniffed = sniffMedia(bytes);
	if (sniffed !== undefined) return sniffed;
	const type = contentType.split(';')[0].trim().toLowerCase();
	if (bytes.length < SNIFF_BYTES || /^text\/|[/+]json$|[/+]xml$/.test(type)) return undefined;
	if (/^(\xEF\xBB\xBF)?\s*[[{<"]/.test(bytes.toString('latin1'))) return undefined;
	const known = /^(?:video|image|audio)\/([a-z0-9]+)$/.exec(type);
	if (known) return { mimeType: type, extension: known[1] };
	return { mimeType: 'application/octet-stream', extension: 'bin' };
}
