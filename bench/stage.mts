import type { Sandbox, SandboxOptions } from '../test/support/sandbox.mts';
import type { N8n } from './n8n.mts';
import type { Plan } from './plan.mts';

/** What every measure works with. */
export interface Stage {
	/** one process for all contenders */
	sandbox: Sandbox;
	plan: Plan;
	/** of all that is drawn by chance */
	seed: number;
	/**
	 * Starts a fresh n8n.
	 * @param sandbox what its credentials are for, where it is not the sandbox of all
	 */
	openN8n(sandbox?: { sandbox: Sandbox; server: string }): Promise<N8n>;
	/** Starts a sandbox of its own for one measure. */
	openSandbox(options: SandboxOptions): Promise<Sandbox>;
	/** Tells the user what is under way. */
	say(text: string): void;
}

/** Gives a measure a fresh n8n, which is gone afterwards. */
export async function withN8n<T>(stage: Stage, use: (n8n: N8n) => Promise<T>): Promise<T> {
	return await withN8ns(stage, 1, async ([n8n]) => await use(n8n));
}

/** Gives a measure several fresh n8ns, one for each who takes turns. */
export async function withN8ns<T>(
	stage: Stage,
	count: number,
	use: (all: N8n[]) => Promise<T>,
): Promise<T> {
	const all: N8n[] = [];
	try {
		while (all.length < count) all.push(await stage.openN8n());
		return await use(all);
	} finally {
		for (const n8n of all) await n8n.dispose();
	}
}
