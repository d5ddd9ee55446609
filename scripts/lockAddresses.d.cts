/** A package of a lock file. */
export interface LockEntry {
	version?: string;
	/** Its own name, where its folder has another. */
	name?: string;
	link?: boolean;
	inBundle?: boolean;
	/** Its address. */
	resolved?: string;
}

export interface Lock {
	packages: Record<string, LockEntry>;
}

export function addAddresses(lock: Lock, registry: string): Lock;
