import { sleep, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';
import { absorb, accept, forget, isAccepted, memoryOf, type Memory } from './acceptedEvents';
import { ignore, Refusal } from './reply';

// Beside n8n's static data, which two deliveries at the same time would both read before either writes.
const memories = new Map<string, Memory>();

// One every millisecond while an execution usually starts; a minute in all.
const QUICK_ROUNDS = 200;
const MOST_ROUNDS = 2600;

const nowSeconds = () => Math.floor(Date.now() / 1000);

/**
 * Follows n8n's answer to a delivery that starts the workflow. While n8n starts it, n8n forgets that static data has changed, and
 * saves it just before it answers: so it is set again until then. (n8n 2.41: `establishContextForPersistence` makes a second
 * `Workflow` of the same data.)
 * @returns whether n8n has taken the delivery
 */
async function untilAnswered(context: IWebhookFunctions, memory: Memory): Promise<boolean> {
	const response = context.getResponseObject();
	const stored = context.getWorkflowStaticData('node');
	// Also n8n's answer to a sender that has hung up ends.
	for (let n = 0; n < MOST_ROUNDS && !response.writableEnded; n += 1) {
		// The object itself, not a copy: whichever of several deliveries is saved last has all of them.
		stored.accepted = memory.accepted;
		await sleep(n < QUICK_ROUNDS ? 1 : 25);
	}
	return response.statusCode < 400;
}

async function settle(
	context: IWebhookFunctions,
	memory: Memory,
	digest: string,
	handled: Promise<IWebhookResponseData>,
): Promise<void> {
	const result = await handled.catch(() => undefined);
	if (result?.workflowData !== undefined) {
		accept(memory, digest, nowSeconds());
		const isTaken = await untilAnswered(context, memory);
		if (!isTaken) forget(memory, digest, nowSeconds());
	}
	memory.pending.delete(digest);
}

/**
 * Deals with an event once, however often it is delivered. One that could not be dealt with may come again; so a copy that comes
 * meanwhile is neither taken nor acknowledged.
 * @param handle resolves to what n8n shall do; throws when the event has to be sent again
 * @throws Refusal (503) while another delivery of the same event is dealt with
 */
export async function once(
	context: IWebhookFunctions,
	digest: string,
	handle: () => Promise<IWebhookResponseData>,
): Promise<IWebhookResponseData> {
	// Whoever listens for a test event may send the same one again.
	if (context.getMode() === 'manual') return await handle();
	const trigger = `${context.getWorkflow().id}/${context.getNode().id}`;
	const memory = memoryOf(memories, trigger, nowSeconds());
	absorb(memory, context.getWorkflowStaticData('node').accepted, nowSeconds());
	if (memory.pending.has(digest)) {
		throw new Refusal(503, 'Another delivery of this event is being processed');
	}
	if (isAccepted(memory, digest)) return ignore(context, 'This event was already processed');
	memory.pending.add(digest);
	const handled = handle();
	void settle(context, memory, digest, handled);
	return await handled;
}
