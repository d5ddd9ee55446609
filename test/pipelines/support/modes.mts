/** A storage mode of n8n, and what runs in it. */
export interface Mode {
	/** its name, for the docs */
	name: string;
	/** `N8N_DEFAULT_BINARY_DATA_MODE` */
	stored: string;
	/** Whether the pipelines that mostly wait run, too: one mode is enough for them. */
	withWaiting: boolean;
}

/** All of them, in the order of docs/pipelines.md. */
export const modes = {
	filesystem: { name: 'filesystem', stored: 'filesystem', withWaiting: true },
	database: { name: 'database', stored: 'database', withWaiting: false },
	memory: { name: 'memory', stored: 'default', withWaiting: false },
} satisfies Record<string, Mode>;

export type ModeName = keyof typeof modes;
