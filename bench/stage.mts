import type { Sandbox } from '../test/support/sandbox.mts';
import type { N8n } from './n8n.mts';
import type { Plan } from './plan.mts';

/** What every measure works with. */
export interface Stage {
	/** one process for all contenders */
	sandbox: Sandbox;
	plan: Plan;
	/** Starts a fresh n8n. */
	openN8n(): Promise<N8n>;
	/** Tells the user what is under way. */
	say(text: string): void;
}

/** Gives a measure a fresh n8n, which is gone afterwards. */
export async function withN8n<T>(stage: Stage, use: (n8n: N8n) => Promise<T>): Promise<T> {
	const n8n = await stage.openN8n();
	try {
		return await use(n8n);
	} finally {
		await n8n.dispose();
	}
}
