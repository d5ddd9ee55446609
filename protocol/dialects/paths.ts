/** The paths of a server's API, below its base URL; `{id}` stands for an id. */
export interface Paths {
	create: string;
	/** A create whose answer is the file. */
	createSync: string;
	retrieve: string;
	list: string;
	delete: string;
	content: string;
	remix: string;
	edit: string;
	extend: string;
	characters: string;
	character: string;
	models: string;
}

/** The paths of OpenAI's reference (its OpenAPI document of 2026-08-21), and one of vLLM-Omni, TensorRT-LLM and GPUStack. */
export const PATHS: Paths = {
	create: '/videos',
	createSync: '/videos/sync',
	retrieve: '/videos/{id}',
	list: '/videos',
	delete: '/videos/{id}',
	content: '/videos/{id}/content',
	remix: '/videos/{id}/remix',
	edit: '/videos/edits',
	extend: '/videos/extensions',
	characters: '/videos/characters',
	character: '/videos/characters/{id}',
	models: '/models',
};

/** Where a server has an operation, below its base URL. */
export function pathOf({ paths }: { paths?: Partial<Paths> }, operation: keyof Paths): string {
	return paths?.[operation] ?? PATHS[operation];
}
