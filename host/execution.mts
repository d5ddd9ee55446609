/** A file that travels with an item. */
export interface Binary {
	/** where n8n keeps it, e.g. `filesystem-v2:workflows/…/binary_data/…`; none in memory mode */
	id?: string;
	/** base64 in memory mode, else the name of the mode */
	data: string;
	mimeType: string;
	fileName?: string;
	fileExtension?: string;
	fileSize?: string;
	bytes?: number;
}

/** One item on one of a node's outputs. */
export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, Binary>;
	pairedItem?: unknown;
	error?: unknown;
}

/** An error as n8n stores it and the editor shows it. */
export interface ExecutionError {
	name?: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
	node?: { name: string };
	context?: Record<string, unknown>;
	[field: string]: unknown;
}

/** One run of one node. */
export interface NodeRun {
	executionStatus: string;
	/** in milliseconds */
	executionTime: number;
	/** outputs of the main connection; an output without items may be null */
	data?: { main: Array<Item[] | null> };
	error?: ExecutionError;
	/** what the editor says above the output */
	hints?: Array<{ message: string; location?: string }>;
	metadata?: { subExecution?: { executionId: string; workflowId: string } };
}

/** What n8n knows of one execution. */
export interface Execution {
	id?: string;
	status: string;
	mode: string;
	startedAt: string;
	stoppedAt?: string;
	lastNodeExecuted?: string;
	error?: ExecutionError;
	runData: Record<string, NodeRun[]>;
}

/** An execution with its data unpacked, as n8n writes it on the command line. */
export interface RawExecution extends Omit<Execution, 'runData' | 'error' | 'lastNodeExecuted'> {
	/** still empty while the execution runs */
	data?: {
		resultData?: {
			runData?: Record<string, NodeRun[]>;
			error?: ExecutionError;
			lastNodeExecuted?: string;
		};
	};
}

/** Brings n8n's two forms of an execution, of the command line and of the API, into one. */
export function toExecution(raw: RawExecution): Execution {
	const { data, ...rest } = raw;
	const { runData = {}, error, lastNodeExecuted } = data?.resultData ?? {};
	return { ...rest, runData, error, lastNodeExecuted };
}

/**
 * Reads n8n's stored form of an execution's data ("flatted": a list of values in which a string that
 * stands inside of an object or a list is the index of the value meant).
 */
export function unflatten(text: string): unknown {
	const values = JSON.parse(text) as unknown[];
	const done = new Set<number>();
	const resolve = (index: number): unknown => {
		const value = values[index];
		if (done.has(index) || typeof value !== 'object' || value === null) return value;
		done.add(index);
		const fields = value as Record<string, unknown>;
		for (const [key, field] of Object.entries(fields)) {
			if (typeof field === 'string') fields[key] = resolve(Number(field));
		}
		return value;
	};
	return resolve(0);
}

/**
 * Items on an output of a node's last run.
 * @param output 0 for the first output; with *On Error: Continue (using error output)* the errors
 *   are on 1
 */
export function itemsOf(execution: Execution, node: string, output = 0): Item[] {
	return execution.runData[node]?.at(-1)?.data?.main[output] ?? [];
}

/** All that a user can read about an execution's failure: the error's message and description. */
export function errorText(execution: Execution): string {
	const { error } = execution;
	return [error?.message, error?.description].filter(Boolean).join('\n');
}

/** Takes the execution out of what `n8n execute` printed: the one object that starts a line. */
export function executionIn(output: string): Execution | undefined {
	const lines = output.split('\n');
	const first = lines.indexOf('{');
	const last = lines.indexOf('}', first);
	if (first < 0 || last < 0) return undefined;
	return toExecution(JSON.parse(lines.slice(first, last + 1).join('\n')) as RawExecution);
}
