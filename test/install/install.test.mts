import type { Browser } from 'playwright-core';
import { itemsOf } from '../../host/execution.mts';
import { sandboxCredential } from '../../host/sandbox-credential.mts';
import type { CredentialJson, WorkflowJson } from '../../host/session.mts';
import { startChromium } from '../editor/support/chromium.mts';
import { Editor } from '../editor/support/editor.mts';
import { signIn } from '../editor/support/stage.mts';
import { served } from '../n8n/support/example.mts';
import { sha256 } from '../n8n/support/receiver.mts';
import { start, video, videoWorkflow } from '../n8n/support/workflow.mts';
import { mp4Info } from '../support/mp4-info.mts';
import { communityNodes } from './support/communityNodes.mts';
import { manifest, packAgain, packBuilt } from './support/packed.mts';
import { installOnPage } from './support/settingsPage.mts';
import { openInstallStage, type InstallStage } from './support/stage.mts';

jest.setTimeout(400_000);

const prompt = 'A lighthouse in the fog';
const nothing = { nodes: [], credentials: [] };
const everything = {
	// n8n makes the tool itself.
	nodes: [
		'videoGeneration',
		'videoGenerationTool',
		'videoGenerationTrigger',
		'videoGenerationWebhookTrigger',
	],
	credentials: ['videoGenerationApi', 'videoGenerationWebhookApi'],
};

// Each step goes on where the one before has ended, as somebody does who installs the package, updates it and removes it.
describe('Settings → Community nodes', () => {
	let stage: InstallStage;
	let packages: ReturnType<typeof communityNodes>;
	let name: string;
	let version: string;
	/** what is published first */
	let file: string;
	let credential: CredentialJson;
	let workflow: WorkflowJson;
	/** The workflow and the credential as n8n gives them to the editor, before anything happens to the package. */
	let saved: unknown[];

	beforeAll(async () => {
		stage = await openInstallStage();
		({ name, version } = await manifest());
		packages = communityNodes(stage.session, name);
		file = await packBuilt(stage.folder);
		await stage.registry.publish(file);
	});
	afterAll(async () => await stage?.close());

	const open = async () =>
		await Promise.all([
			stage.session.rest<WorkflowJson>('GET', `/workflows/${workflow.id}`),
			stage.session.rest('GET', `/credentials/${credential.id}?includeData=true`),
		]);

	/** Runs the saved workflow. @returns the file that its video node has made */
	async function run(): Promise<Buffer> {
		const { session, sandbox } = stage;
		const execution = await session.finished(await session.run(workflow.id!, start));
		expect(execution).toMatchObject({ status: 'success', lastNodeExecuted: video });
		const [{ json, binary }] = itemsOf(execution, video);
		expect(binary?.data).toMatchObject({ mimeType: 'video/mp4', fileName: `${json.id}.mp4` });
		const bytes = await session.download(binary!.data);
		expect(sha256(bytes)).toBe(sha256(await served(sandbox, String(json.id))));
		return bytes;
	}

	it('begins with an n8n that has never seen the package', async () => {
		expect(await packages.list()).toEqual([]);
		expect(await packages.offered()).toEqual(nothing);
	});

	it('Install: n8n downloads the package and offers its nodes and credentials', async () => {
		const installed = await packages.install();
		expect(installed).toMatchObject({ packageName: name, installedVersion: version });
		expect(stage.publicRegistry.asked).toContain(`GET /${name}/-/${name}-${version}.tgz`);
		expect(await packages.offered()).toEqual(everything);
	});

	it('needs nothing but the package: n8n asks for no other', () => {
		const { asked, refused } = stage.publicRegistry;
		const others = asked.filter((one) => !one.startsWith(`GET /${name}`));
		// npm looks for a newer npm.
		expect([...new Set(others)]).toEqual(others.length > 0 ? ['GET /npm'] : []);
		// n8n asks its makers whether the package is banned.
		expect([...new Set(refused)]).toEqual(['api.n8n.io:443']);
	});

	it('a workflow with a new credential makes an mp4', async () => {
		const { session, sandbox } = stage;
		const template = sandboxCredential(sandbox.baseUrl, sandbox.key);
		credential = { ...template, id: await session.createCredential(template) };
		expect(await session.testCredential(credential)).toMatchObject({ status: 'OK' });
		workflow = videoWorkflow({ credential, items: [{ prompt }] });
		workflow.id = await session.createWorkflow(workflow);
		expect(await mp4Info(await run())).toMatchObject({ width: 720, height: 1280, brand: 'mp42' });
		saved = await open();
		expect(saved).toMatchObject([
			{ nodes: workflow.nodes },
			{ data: { server: 'sandbox', baseUrl: sandbox.baseUrl } },
		]);
	});

	it('Update: n8n shows that there is a newer version, and installs it', async () => {
		const newer = version.replace(/\d+$/, (patch) => String(Number(patch) + 1));
		expect(await packages.list()).toMatchObject([{ installedVersion: version }]);
		await stage.registry.publish(await packAgain(file, newer, stage.folder));
		expect(await packages.list()).toMatchObject([
			{ installedVersion: version, updateAvailable: newer },
		]);
		expect(await packages.update()).toMatchObject({ installedVersion: newer });
		const [updated] = await packages.list();
		expect(updated).toMatchObject({ installedVersion: newer, failedLoading: false });
		expect(updated.updateAvailable).toBeUndefined();
		expect(await packages.offered()).toEqual(everything);
	});

	it('after the update, the workflow and the credential are as they were saved, and run', async () => {
		expect(await open()).toEqual(saved);
		expect(await stage.session.testCredential(credential)).toMatchObject({ status: 'OK' });
		await run();
	});

	it('Uninstall: n8n offers nothing of the package any more, and keeps the workflow', async () => {
		await packages.uninstall();
		expect(await packages.list()).toEqual([]);
		expect(await packages.offered()).toEqual(nothing);
		const [kept] = await open();
		expect(kept).toEqual(saved[0]);
	});

	describe('in the editor', () => {
		let browser: Browser;
		beforeAll(async () => void (browser = await startChromium()));
		afterAll(async () => await browser?.close());

		it('installed again, the workflow opens as it was saved, and runs', async () => {
			const { url } = stage.session;
			const page = await signIn(browser, url);
			await installOnPage(page, url, name);
			expect(await packages.offered()).toEqual(everything);
			const editor = new Editor(page, url);
			await editor.open(workflow.id);
			expect(await editor.markedNodes()).toEqual([]);
			await editor.openNode(video);
			await editor.field('seconds').waitFor();
			expect(await open()).toEqual(saved);
			await run();
		});
	});
});
