import { logLinesOf, recordLog } from '../faults/support/log.mts';
import { until } from '../support/until.mts';
import { useStage } from './support/stage.mts';

// After a Stop n8n keeps nothing of the node: its log is the one place that can say what became of a create.
beforeAll(recordLog);
const stage = useStage();

const warnings = () =>
	logLinesOf('')
		.filter(({ level }) => level === 'warn')
		.map(({ message }) => message);

const isAsked = async () => (await stage.sandbox.requests()).length > 0;

test('Stop during a create: the log says which create, to which server, and how to check', async () => {
	await stage.sandbox.fault({ match: { method: 'POST' }, fault: { answerDelayMs: 20_000 } });
	const { status } = await stage.run({
		parameters: { operation: 'create', prompt: 'a lake' },
		stopWhen: isAsked,
	});
	expect(status).toBe('canceled');
	await until('a line in the log', () => warnings().length > 0);
	const { origin } = new URL(stage.sandbox.baseUrl);
	expect(warnings()).toEqual([
		`The create of item 0 was interrupted, but may have reached the server at ${origin}. Check with the operation "Get Many" whether a video exists.`,
	]);
});

test('Stop before a create is sent: the log says nothing of it', async () => {
	const before = warnings().length;
	await stage.sandbox.fault({ match: { method: 'POST' }, fault: { answerDelayMs: 20_000 } });
	await stage.run({
		parameters: { operation: 'create', prompt: 'a lake', options: { maxInFlight: 1 } },
		items: [{ json: {} }, { json: {} }, { json: {} }],
		stopWhen: isAsked,
	});
	await until('a line in the log', () => warnings().length > before);
	expect(warnings().slice(before)).toEqual([expect.stringContaining('The create of item 0 was')]);
});
