import { damaged, Fields } from './boxes';

/** Goes past so many parameter sets, each with its length before it. @returns whether each has a content of its type */
function skipSets(fields: Fields, sets: number, isType: (first: number) => boolean): void {
	for (let count = 0; count < sets; count += 1) {
		const set = fields.take(fields.unsigned(2));
		if (set.length === 0 || !isType(set[0])) throw damaged(fields.name);
	}
}

// ISO/IEC 14496-15, 5.3.3.1. In avc3 the sets may stand in the samples.
function checkAvc(config: Buffer, format: string): void {
	const fields = new Fields(config, 'avcC');
	if (fields.unsigned(1) !== 1) throw damaged('avcC');
	fields.skip(4);
	const sequence = fields.unsigned(1) & 0x1f;
	skipSets(fields, sequence, (first) => [7, 15].includes(first & 0x1f));
	const picture = fields.unsigned(1);
	skipSets(fields, picture, (first) => (first & 0x1f) === 8);
	if (format !== 'avc3' && (sequence === 0 || picture === 0)) throw damaged('avcC');
}

const HEVC_SETS = [32, 33, 34];

// 8.3.3.1. In hev1 the sets may stand in the samples.
function checkHevc(config: Buffer, format: string): void {
	const fields = new Fields(config, 'hvcC');
	if (fields.unsigned(1) > 1) throw damaged('hvcC');
	fields.skip(21);
	const missing = new Set(HEVC_SETS);
	for (let arrays = fields.unsigned(1); arrays > 0; arrays -= 1) {
		const type = fields.unsigned(1) & 0x3f;
		const sets = fields.unsigned(2);
		skipSets(fields, sets, (first) => ((first >> 1) & 0x3f) === type);
		if (sets > 0) missing.delete(type);
	}
	if (format === 'hvc1' && missing.size > 0) throw damaged('hvcC');
}

// AV1 in ISOBMFF, 2.3.3: a marker and version 1
function checkAv1(config: Buffer): void {
	if (config.length < 4 || config[0] !== 0x81) throw damaged('av1C');
}

// VP Codec ISO Media File Format Binding
function checkVp(config: Buffer): void {
	if (config.length < 12) throw damaged('vpcC');
}

interface ConfigBox {
	box: string;
	check(config: Buffer, format: string): void;
}

const CONFIGS: Record<string, ConfigBox> = {
	h264: { box: 'avcC', check: checkAvc },
	hevc: { box: 'hvcC', check: checkHevc },
	av1: { box: 'av1C', check: checkAv1 },
	vp8: { box: 'vpcC', check: checkVp },
	vp9: { box: 'vpcC', check: checkVp },
};

/** The box that says what the decoder of a video must know, where one is known. */
export function configBox(codec: string): ConfigBox | undefined {
	return Object.hasOwn(CONFIGS, codec) ? CONFIGS[codec] : undefined;
}
