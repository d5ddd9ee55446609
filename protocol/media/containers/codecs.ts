// ffmpeg's names: libavformat/isom_tags.c, riff.c and matroska.c. Codes differ in case from program to program.
const CODES: Record<string, string[]> = {
	av1: ['av01'],
	ffv1: ['ffv1'],
	h263: ['h263', 's263'],
	h264: ['avc1', 'avc2', 'avc3', 'avc4', 'dva1', 'dvav', 'h264', 'x264'],
	hevc: ['dvh1', 'dvhe', 'h265', 'hev1', 'hevc', 'hvc1', 'x265'],
	mjpeg: ['dmb1', 'jpeg', 'mjpa', 'mjpg'],
	mpeg1video: ['m1v1', 'mp1v', 'mpg1'],
	mpeg2video: ['m2v1', 'mp2v', 'mpg2'],
	mpeg4: ['3iv2', 'divx', 'dx50', 'fmp4', 'mp4s', 'mp4v', 'xvid'],
	msmpeg4v2: ['mp42'],
	msmpeg4v3: ['div3', 'mp43'],
	png: ['mpng', 'png '],
	prores: ['ap4h', 'ap4x', 'apch', 'apcn', 'apco', 'apcs'],
	qtrle: ['rle '],
	rawvideo: ['\0\0\0\0', 'raw ', 'i420'],
	theora: ['theo'],
	vc1: ['wvc1'],
	vp8: ['vp08', 'vp80'],
	vp9: ['vp09', 'vp90'],
	vvc: ['vvc1', 'vvi1'],
	wmv2: ['wmv2'],
	wmv3: ['wmv3'],
};

const BY_CODE = new Map(
	Object.entries(CODES).flatMap(([name, codes]) => codes.map((code) => [code, name] as const)),
);

function printable(code: string): string | undefined {
	return /^[\x20-\x7E]{1,32}$/.test(code) ? code.trim() || undefined : undefined;
}

/** The codec by its code of four characters, as mp4, QuickTime and AVI have it. */
export function codecByCode(code: string): string | undefined {
	return BY_CODE.get(code.toLowerCase()) ?? printable(code);
}

// The registration authority of MP4, object types.
const OBJECT_TYPES: Array<[first: number, last: number, name: string]> = [
	[0x20, 0x20, 'mpeg4'],
	[0x21, 0x21, 'h264'],
	[0x23, 0x23, 'hevc'],
	[0x60, 0x65, 'mpeg2video'],
	[0x6a, 0x6a, 'mpeg1video'],
	[0x6c, 0x6c, 'mjpeg'],
	[0x6d, 0x6d, 'png'],
	[0xb1, 0xb1, 'vp9'],
];

/** The codec of an `mp4v` track by its object type. */
export function codecByObjectType(type: number): string | undefined {
	return OBJECT_TYPES.find(([first, last]) => type >= first && type <= last)?.[2];
}

// RFC 9559 names the registry of codec ids; the longest that fits comes first.
const MATROSKA: Array<[start: string, name: string]> = [
	['V_MPEG4/ISO/AVC', 'h264'],
	['V_MPEGH/ISO/HEVC', 'hevc'],
	['V_MPEGI/ISO/VVC', 'vvc'],
	['V_MPEG4/ISO/', 'mpeg4'],
	['V_MPEG4/MS/V3', 'msmpeg4v3'],
	['V_MPEG1', 'mpeg1video'],
	['V_MPEG2', 'mpeg2video'],
	['V_AV1', 'av1'],
	['V_VP8', 'vp8'],
	['V_VP9', 'vp9'],
	['V_MJPEG', 'mjpeg'],
	['V_PRORES', 'prores'],
	['V_THEORA', 'theora'],
	['V_FFV1', 'ffv1'],
	['V_UNCOMPRESSED', 'rawvideo'],
];

/** Matroska's codec id of what AVI would hold; the private data then are AVI's description of the format. */
export const AS_IN_AVI = 'V_MS/VFW/FOURCC';

/** The codec by Matroska's id. */
export function codecByMatroskaId(id: string): string | undefined {
	return MATROSKA.find(([start]) => id.startsWith(start))?.[1] ?? printable(id);
}
