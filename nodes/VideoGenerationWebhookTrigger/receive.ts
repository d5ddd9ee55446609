import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { checkOffered } from '../../client/offers';
import { VideosError } from '../../client/errors';
import type { RetrievedVideo } from '../../client/retrieve';
import {
	eventDigest,
	readEvent,
	type ReadEvent,
	type VideoEvent,
} from '../../protocol/webhooks/event';
import type { Scheme } from '../../protocol/webhooks/secrets';
import { verify, type Verified } from '../../protocol/webhooks/signature';
import type { Redaction } from '../../client/redaction';
import { readRedaction } from '../shared/credential';
import { chosenJson } from '../shared/items';
import { collection, texts, type Fields } from '../shared/parameters';
import { presentable } from '../shared/nodeError';
import { connectForNode, type ServerWithRedaction } from '../shared/server';
import { eventFields } from './eventFields';
import { fetchEnded } from './fetchEnded';
import { once } from './once';
import { readBody } from './readBody';
import { ignore, Refusal, refuse } from './reply';
import { getSigning } from './webhookCredential';

function itemOf(
	options: Fields,
	retrieved: RetrievedVideo,
	event: VideoEvent,
	redaction: Redaction,
): IDataObject {
	const { event: fields } = eventFields(event);
	return { ...chosenJson(options, retrieved, redaction), event: redaction.json({ ...fields }) };
}

function isWanted(options: Fields, { model }: RetrievedVideo['video']): boolean {
	const wanted = options.texts('models').map((name) => name.toLowerCase());
	// Some servers do not tell it.
	return wanted.length === 0 || model === null || wanted.includes(model.toLowerCase());
}

async function connect(context: IWebhookFunctions, options: Fields): Promise<ServerWithRedaction> {
	const connected = await connectForNode(context, options);
	checkOffered(connected.server, 'retrieve');
	return connected;
}

/** What went wrong, as an answer to who sent the event. */
async function toRefusal(
	context: IWebhookFunctions,
	status: number,
	error: unknown,
): Promise<Refusal> {
	if (error instanceof Refusal) return error;
	const { message, details } = presentable(error, await readRedaction(context));
	return new Refusal(status, [message, details.hint].filter(Boolean).join('. '));
}

/** Fetches the job of an event, and hands it to the workflow if it is wanted. @throws Refusal (500, 503) */
async function handle(
	context: IWebhookFunctions,
	{ event, model }: ReadEvent,
	videoId: string,
): Promise<IWebhookResponseData> {
	// Each time that they are read, n8n evaluates all expressions in them.
	const options = collection(context, 'options');
	const connected = await connect(context, options).catch(async (error) => {
		throw await toRefusal(context, 500, error);
	});
	const fetched = await fetchEnded(connected.server, videoId).catch(async (error) => {
		// Where n8n's settings forbid the request, it would not help to send the event again.
		const isForbidden = error instanceof VideosError && error.kind === 'forbidden';
		throw await toRefusal(context, isForbidden ? 500 : 503, error);
	});
	// The job itself has the last word, but OpenRouter's does not tell its model.
	const video = { ...fetched.video, model: fetched.video.model ?? model ?? null };
	const retrieved = { ...fetched, video };
	if (!texts(context, 'events').includes(retrieved.video.status))
		return ignore(context, 'Not among the chosen events');
	if (!isWanted(options, retrieved.video)) {
		const { id, model } = retrieved.video;
		const { log } = connected.server.transport;
		log.info(`The video ${id} is not of the chosen models but of ${model}`);
		return ignore(context, 'Not a video of the chosen models');
	}
	return { workflowData: [[{ json: itemOf(options, retrieved, event, connected.redaction) }]] };
}

async function verified(
	context: IWebhookFunctions,
	body: Buffer,
): Promise<{ scheme: Scheme; signed: Verified }> {
	const { scheme, keys } = await getSigning(context).catch(async (error) => {
		throw await toRefusal(context, 500, error);
	});
	const request = { headers: context.getHeaderData(), body };
	const signed = verify(scheme, keys, request, Math.floor(Date.now() / 1000));
	if (typeof signed === 'string') throw new Refusal(401, signed);
	return { scheme, signed };
}

function mayBeChosen(context: IWebhookFunctions, { ending }: ReadEvent): boolean {
	// A job that is called completed may have been blocked: it is fetched to find out.
	return (
		ending === 'completed' || (ending !== undefined && texts(context, 'events').includes(ending))
	);
}

async function take(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body = await readBody(context);
	const { scheme, signed } = await verified(context, body);
	const read = readEvent(body, signed);
	if (read === undefined) throw new Refusal(400, 'The body is not an event: it has no type');
	const { event, videoId } = read;
	if (!mayBeChosen(context, read)) return ignore(context, `Events of the type ${event.type}`);
	if (videoId === undefined) throw new Refusal(400, 'The event names no video');
	const digest = eventDigest(scheme, signed, read);
	return await once(context, digest, async () => await handle(context, read, videoId));
}

/** Deals with one delivery. Only one that the server has signed, of an event not seen before, starts the workflow. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await take(context).catch(async (error: unknown) => {
		// What n8n itself is thrown, it makes an execution of.
		const refusal = error instanceof Refusal ? error : await toRefusal(context, 500, error);
		// A refused signature is no news: anybody can send one, as often as they like.
		if (refusal.status >= 500)
			context.logger.warn(`A video event was rejected: ${refusal.message}`);
		return refuse(context, refusal);
	});
}
