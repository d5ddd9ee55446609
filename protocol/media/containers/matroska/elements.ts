// RFC 9559, 5: the ids of the elements that are looked at.

export const CLUSTER = 0x1f43b675;

export const TRACKS = 0x1654ae6b;

export const TRACK_ENTRY = 0xae;

/** Elements that are gone into. Whatever is not named here is passed over. */
export const MASTERS = new Set([
	0x18538067, // Segment
	0x1549a966, // Info
	TRACKS,
	TRACK_ENTRY,
	0xe0, // Video
	CLUSTER,
	0xa0, // BlockGroup
]);

/** SimpleBlock and Block. */
export const BLOCKS = new Set([0xa3, 0xa1]);

/** The fields, by what they say. */
export const FIELD = {
	timestampScale: 0x2ad7b1,
	duration: 0x4489,
	trackNumber: 0xd7,
	trackType: 0x83,
	flagEnabled: 0xb9,
	defaultDuration: 0x23e383,
	codecId: 0x86,
	pixelWidth: 0xb0,
	pixelHeight: 0xba,
	clusterTimestamp: 0xe7,
	blockDuration: 0x9b,
} as const;

/** The format's description in the words of another container. */
export const CODEC_PRIVATE = 0x63a2;
