import { duration } from '../progress.mts';

const SLEEP = 10;

/**
 * Why the built-in node is left out where there are many items. It makes them one after the other and sleeps
 * for 10 s after every answer, the last one too.
 */
export function builtInLeftOut(items: number, renderSeconds: number): string {
	const each = Math.ceil(renderSeconds / SLEEP) * SLEEP + SLEEP;
	const hours = (items * each) / 3600;
	const all = hours < 2 ? duration(items * each) : `${hours.toFixed(0)} hours`;
	return (
		'The built-in node, which makes its items one after the other, is left out: by calculation ' +
		`(${each} s for each) it would take ${all}.`
	);
}
