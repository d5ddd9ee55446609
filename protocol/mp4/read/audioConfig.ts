import { damaged } from './boxes';

/** What an AudioSpecificConfig says. */
export interface AudioConfig {
	/** ISO/IEC 14496-3, table 1.17: 2 is AAC-LC. Of a stream with SBR or PS, that of its core. */
	objectType: number;
	/** As the decoder gives it, with SBR. @unit samples per second */
	sampleRate: number;
	/** As the decoder gives it, with PS. */
	channels: number;
}

// ISO/IEC 14496-3, table 1.18
const RATES = [
	...[96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350],
];
const RATE_FOLLOWS = 15;
// Table 1.19; 0 says that an element of the configuration names them.
const CHANNELS = [0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 24, 8];
const SBR = 5;
const PS = 29;
const SYNC_SBR = 0x2b7;
const SYNC_PS = 0x548;
// Behind a configuration of one element stands the extension, if there is one.
const MOST_BITS = 8 * 64;

class Bits {
	private at = 0;

	constructor(private readonly bytes: Buffer) {}

	get left(): number {
		return Math.min(this.bytes.length * 8, MOST_BITS) - this.at;
	}

	peek(count: number): number {
		let value = 0;
		for (let bit = this.at; bit < this.at + count; bit += 1) {
			value = value * 2 + ((this.bytes[bit >> 3] >> (7 - (bit & 7))) & 1);
		}
		return value;
	}

	take(count: number): number {
		if (count > this.left) throw damaged('AudioSpecificConfig');
		const value = this.peek(count);
		this.at += count;
		return value;
	}

	isSet(): boolean {
		return this.take(1) === 1;
	}
}

function objectTypeIn(bits: Bits): number {
	const type = bits.take(5);
	return type === 31 ? 32 + bits.take(6) : type;
}

function rateIn(bits: Bits): number {
	const index = bits.take(4);
	const rate = index === RATE_FOLLOWS ? bits.take(24) : RATES[index];
	if (!(rate > 0)) throw damaged('AudioSpecificConfig');
	return rate;
}

// 4.5.1.1: program_config_element, of which the channels are counted.
function countedChannels(bits: Bits): number {
	bits.take(10);
	const [front, side, back] = [bits.take(4), bits.take(4), bits.take(4)];
	const low = bits.take(2);
	bits.take(7);
	for (const more of [4, 4, 3]) if (bits.isSet()) bits.take(more);
	let channels = low;
	for (let count = front + side + back; count > 0; count -= 1) {
		channels += bits.isSet() ? 2 : 1;
		bits.take(4);
	}
	return channels;
}

// 4.4.1: GASpecificConfig, up to its element
function elementChannels(bits: Bits): number {
	bits.take(1);
	if (bits.isSet()) bits.take(14);
	bits.take(1);
	return countedChannels(bits);
}

// 1.6.5: SBR and PS may be said behind a configuration that older decoders understand.
function readExtension(bits: Bits, config: AudioConfig): void {
	while (bits.left > 15 && bits.peek(11) !== SYNC_SBR) bits.take(1);
	if (bits.left <= 15) return;
	bits.take(11);
	if (objectTypeIn(bits) !== SBR || bits.left < 5 || !bits.isSet()) return;
	config.sampleRate = rateIn(bits);
	if (bits.left > 11 && bits.take(11) === SYNC_PS && bits.isSet()) config.channels = 2;
}

const isExtended = (kind: number) => kind === SBR || kind === PS;

/** What an AudioSpecificConfig begins with. */
interface Start {
	/** The first kind that it names: with SBR or PS, not that of the core. */
	kind: number;
	/** As {@link AudioConfig} has it. */
	objectType: number;
	sampleRate: number;
	/** The channel configuration (table 1.19); 0 where an element says more. */
	arrangement: number;
}

function startIn(bits: Bits): Start {
	const kind = objectTypeIn(bits);
	const sampleRate = rateIn(bits);
	const arrangement = bits.take(4);
	if (!isExtended(kind)) return { kind, objectType: kind, sampleRate, arrangement };
	const extendedRate = rateIn(bits);
	return { kind, objectType: objectTypeIn(bits), sampleRate: extendedRate, arrangement };
}

/** How an AudioSpecificConfig begins. @throws Mp4Error where it is damaged */
export function readAudioStart(bytes: Buffer): Start {
	return startIn(new Bits(bytes));
}

/**
 * ISO/IEC 14496-3, 1.6.2.1: what the decoder of an AAC stream must know.
 * @throws Mp4Error where it is damaged
 */
export function readAudioConfig(bytes: Buffer): AudioConfig {
	const bits = new Bits(bytes);
	const { kind, objectType, sampleRate, arrangement } = startIn(bits);
	const channels = arrangement === 0 ? elementChannels(bits) : CHANNELS[arrangement];
	if (!(channels > 0)) throw damaged('AudioSpecificConfig');
	const config = { objectType, sampleRate, channels: kind === PS ? 2 : channels };
	if (!isExtended(kind)) readExtension(bits, config);
	return config;
}
