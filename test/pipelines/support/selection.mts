import { pipelines } from '../table/index.mts';
import type { Mode, ModeName } from './modes.mts';
import type { Pipeline } from './pipeline.mts';

/** The pipelines that run in a mode. */
export function small({ withWaiting }: Mode): Pipeline[] {
	return pipelines.filter(({ waits }) => !waits || withWaiting);
}

/** Those that also carry 300 MB there. */
export function large(mode: ModeName): Pipeline[] {
	return pipelines.filter(({ carriesLarge }) => carriesLarge?.includes(mode));
}
