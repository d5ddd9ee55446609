import type { RunOutput } from '../../engine/support/engine.mts';

/** The one item of a run that must have succeeded. */
export function onlyItem({ items, error }: RunOutput) {
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	return items[0];
}
