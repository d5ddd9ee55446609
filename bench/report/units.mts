import type { Spread } from '../numbers.mts';

/** 12.345 → "12.3 s"; below ten two decimals. */
export function seconds(value: number): string {
	return `${value.toFixed(Math.abs(value) < 10 ? 2 : 1)} s`;
}

/** 12.345 → "12 s" where nothing is behind the point, else as much as needed. */
export function plainSeconds(value: number): string {
	return `${value} s`;
}

/** Bytes as megabytes of a million. */
export function megabytes(bytes: number): string {
	return `${Math.round(bytes / 1e6)} MB`;
}

/** The size of a file, which is a round one. */
export function fileSize(bytes: number): string {
	return bytes >= 1e9 ? `${bytes / 1e9} GB` : `${bytes / 1e6} MB`;
}

/** 1.0512 → "1.05 x" */
export function ratio(value: number): string {
	return `${value.toFixed(2)} x`;
}

/** 0.0512 → "5.1 %" */
export function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}

/** A median with its quartiles: "12.3 s (12.2 to 12.5)"; of one run that one. */
export function spread({ lower, median, upper, each }: Spread): string {
	if (each.length === 1) return seconds(median);
	const digits = Math.abs(median) < 10 ? 2 : 1;
	return `${seconds(median)} (${lower.toFixed(digits)} to ${upper.toFixed(digits)})`;
}
