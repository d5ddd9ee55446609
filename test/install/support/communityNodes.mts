import type { Session } from '../../../host/session.mts';

/** A package as *Settings → Community nodes* shows it. */
export interface InstalledPackage {
	packageName: string;
	installedVersion: string;
	/** only if the registry has a newer version */
	updateAvailable?: string;
	failedLoading?: boolean;
}

/** What that page does with a package, through n8n's API. */
export function communityNodes(session: Session, name: string) {
	const call = async <T,>(method: string, body?: object, query = '') =>
		await session.rest<T>(method, `/community-packages${query}`, body);
	const offered = async (kind: 'nodes' | 'credentials') => {
		const types = await session.file<Array<{ name: string }>>(`/types/${kind}.json`);
		return types.map((type) => type.name);
	};
	return {
		/** All packages that are installed. */
		list: async () => await call<InstalledPackage[]>('GET'),
		install: async () => await call<InstalledPackage>('POST', { name }),
		update: async () => await call<InstalledPackage>('PATCH', { name }),
		uninstall: async () => await call<void>('DELETE', undefined, `?name=${name}`),
		/** The types that the editor offers, of the package alone, without its name. */
		async offered() {
			const [nodes, credentials] = await Promise.all([offered('nodes'), offered('credentials')]);
			const own = nodes.filter((type) => type.startsWith(`${name}.`));
			return {
				nodes: own.map((type) => type.slice(name.length + 1)).sort(),
				credentials: credentials.filter((type) => type.startsWith('videoGeneration')).sort(),
			};
		},
	};
}
