import type { Page } from 'playwright-core';

/** A part of what Vue has drawn: a component, or what a component has drawn. */
interface Drawn {
	component?: { props: { credentialData?: Fields }; subTree: Drawn } | null;
	suspense?: { activeBranch: Drawn } | null;
	children?: unknown;
}

type Fields = Record<string, unknown>;

interface StoredNode {
	name: string;
	parameters: Fields;
	issues?: object;
}

interface Store {
	/** of a store `ndv…`: the node that is open */
	activeNode?: StoredNode | null;
	/** of a store `workflowDocuments…`: the nodes of the workflow */
	allNodes?: StoredNode[];
}

/** The element that n8n's editor is in. Vue hangs itself and all that it has drawn onto it. */
type App = Element & {
	_vnode: Drawn;
	__vue_app__: { config: { globalProperties: { $pinia: { _s: Map<string, Store> } } } };
};

/**
 * What the editor has stored of a field of the open credential, or else of the open node. n8n takes over what is typed some
 * time later than it shows it, and a run or a save sends only what is stored.
 * @param name in the description, at its top level
 */
export async function storedField(page: Page, name: string): Promise<unknown> {
	return await page.evaluate((field) => {
		const app = document.querySelector<App>('#app');
		if (!app) return undefined;
		// A credential is in no store: n8n keeps it in the dialog, and passes it to the fields.
		const inCredential = document.querySelector('[data-test-id=editCredential-modal]') !== null;
		for (const left = inCredential ? [app._vnode] : []; left.length > 0;) {
			const { component, suspense, children } = left.pop() as Drawn;
			if (component?.props.credentialData) return component.props.credentialData[field];
			if (component) left.push(component.subTree);
			if (suspense) left.push(suspense.activeBranch);
			if (Array.isArray(children)) left.push(...children.filter((one) => one instanceof Object));
		}
		const stores = [...app.__vue_app__.config.globalProperties.$pinia._s.entries()];
		const open = stores.find(([id, { activeNode }]) => id.startsWith('ndv') && activeNode);
		return open?.[1].activeNode?.parameters[field];
	}, name);
}

/** The nodes of the open workflow, and those in which the editor has found something unfinished. */
export async function storedNodes(page: Page): Promise<{ all: string[]; unfinished: string[] }> {
	return await page.evaluate(() => {
		const app = document.querySelector<App>('#app');
		const stores = [...(app?.__vue_app__.config.globalProperties.$pinia._s.entries() ?? [])];
		const nodes = stores.flatMap(([id, { allNodes }]) =>
			id.startsWith('workflowDocuments') ? (allNodes ?? []) : [],
		);
		const unfinished = nodes.filter(({ issues }) => Object.keys(issues ?? {}).length > 0);
		return { all: nodes.map(({ name }) => name), unfinished: unfinished.map(({ name }) => name) };
	});
}
