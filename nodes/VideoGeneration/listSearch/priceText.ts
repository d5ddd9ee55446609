import type { Price } from '../../../protocol/reading/modelPrice';

const UNITS: Record<Price['per'], string> = { second: 's', 'million tokens': 'M tokens' };

function money(dollars: number): string {
	return dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 6 });
}

/** A price as the list shows it: `$0.40/s`, `$0.20–0.60/s`. */
export function priceText({ from, to, per }: Price): string {
	const range = from === to ? money(from) : `${money(from)}–${money(to)}`;
	return `$${range}/${UNITS[per]}`;
}
