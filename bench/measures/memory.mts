import { workflowOf, type Contender } from '../contenders/contender.mts';
import { handMade } from '../contenders/hand-made.mts';
import { openAi } from '../contenders/open-ai.mts';
import { thisNode } from '../contenders/this-node.mts';
import { assertFiles } from '../outcome.mts';
import type { Plan } from '../plan.mts';
import { Progress } from '../progress.mts';
import { withN8n, type Stage } from '../stage.mts';

/** Memory of an n8n that did nothing else, in bytes. */
export interface Peak {
	idle: number;
	peak: number;
}

export interface MemoryRow {
	name: string;
	small: Peak;
	large: Peak;
	/** from the small file's peak to the large one's */
	growth: number;
}

export interface MemoryResult {
	plan: Plan['memory'];
	rows: MemoryRow[];
}

const mostSeconds = 300;

async function peakFor(stage: Stage, contender: Contender, fileBytes: number): Promise<Peak> {
	const { sandbox, plan } = stage;
	return await withN8n(stage, async (n8n) => {
		await sandbox.reset();
		await sandbox.settings({ renderSeconds: plan.memory.renderSeconds, fileBytes });
		const idle = await n8n.settle();
		const execution = await n8n.run(workflowOf(contender, n8n.credentials, 1), mostSeconds);
		assertFiles(execution, contender, { items: 1, fileBytes });
		return { idle, peak: n8n.peakMemory() };
	});
}

/** Measure (c): the peak memory of the whole n8n for a small and a large file, an n8n for each. */
export async function measureMemory(stage: Stage): Promise<MemoryResult> {
	const { sandbox, plan } = stage;
	const [smallBytes, largeBytes] = plan.memory.fileBytes;
	const rows: MemoryRow[] = [];
	const contenders = [thisNode, handMade(sandbox.baseUrl), openAi];
	const sizes = ['small', 'large'];
	const steps = contenders.flatMap(({ name }) =>
		sizes.map((size) => ({ name: `${name}, ${size} file`, seconds: 25 })),
	);
	const progress = new Progress(stage.say, 'c', steps);
	for (const contender of contenders) {
		const peak = async (bytes: number) =>
			await progress.run(async () => await peakFor(stage, contender, bytes));
		const small = await peak(smallBytes);
		const large = await peak(largeBytes);
		rows.push({ name: contender.name, small, large, growth: large.peak - small.peak });
	}
	return { plan: plan.memory, rows };
}
