import type { ErrorKind, ErrorDetails, VideosError } from '../../client/errors';
import type { HostRule } from '../../client/transport';
import { HOSTED } from '../../protocol/dialects/address';
import type { Feature } from '../../protocol/dialects/dialect';
import { saysUnreadable } from '../../protocol/reading/bodyForm';
import { isLoopback, isPrivateHost } from '../../protocol/url';

// What to do next about an error, in the terms of n8n and of these nodes.

const INSTEAD: Record<Feature, string> = {
	retrieve:
		'Create already returns the finished video: set its Return to Finished Video With Its File.',
	list: 'Store the IDs that Create returns, for example in a data table, and use Get with each.',
	delete: "Delete the video in the provider's own dashboard, if it has one.",
	content: 'Choose the variant Video. You can extract a frame from it afterwards.',
	remix: 'Use Create with a new prompt, and a frame of the video as the first frame.',
	edit: 'Use Create with a new prompt, and a frame of the video as the first frame.',
	extend: 'Use Create with the last frame of the video as the first frame.',
	characters: 'Use Create with an image of the character in References.',
	createSync: 'Remove the option "Create in One Request".',
};

const has = ({ offers }: ErrorDetails, feature: Feature) => offers?.includes(feature) ?? true;

/** How to continue with a video that exists on the server; empty where the server cannot be asked for it. */
function continueWith(id: string, details: ErrorDetails): string {
	if (!has(details, 'retrieve')) return '';
	return `Nothing is lost: use the operation "Wait for Completion" with the video ${id} to continue.`;
}

/** What to do about an HTTP status, whichever request it answered. */
function forStatus(status: number): string {
	if (status === 401 || status === 403) {
		return 'Check the API key of the credential, how it is sent, and whether it may use this model.';
	}
	if (status === 402) return 'The account has no credit left, or its limit is reached.';
	if (status === 404) {
		return 'Check the Base URL of the credential and whether the model or the video exists there.';
	}
	if (status === 409 || status === 423 || status === 425) {
		return "The server's message says what is blocking the request, often a job that is still running. Wait for it to finish, then run again.";
	}
	if (status === 405 || status === 501) return 'This server does not offer this operation.';
	if (status === 429) {
		return 'The server is rate-limiting requests. Try again later, or send fewer items at the same time.';
	}
	if (status >= 500) return 'The server failed. Try again later.';
	return "The server's message says what it does not accept. Change that field and run again.";
}

// What servers say of a body whose form or types they do not take.
const ABOUT_FORM = /missing|required|expected|should be|must be|not a valid/i;

/** What to do about a server that was busy until the timeout. */
function busyHint({ feature }: ErrorDetails): string {
	const wait = 'Nothing was created. Wait until the other videos are done, then run again.';
	if (feature === 'characters') return wait;
	return `${wait} Or raise the option "Timeout", and set the option "Videos at Once" to 1 for a server that renders one video at a time.`;
}

/** What to do about a server that could not read the form of a body, and not of another one either. */
function unreadableHint({ feature }: ErrorDetails): string {
	const told = 'Nothing was created: the server could not read the format of the request.';
	if (feature !== undefined) return `${told} ${INSTEAD[feature]}`;
	return `${told} Set the option "Body Format" to the other format. If a file cannot be sent that way, use a URL instead.`;
}

const MISTAKEN =
	'Nothing was created: the provider of this model does not take images in this form. Choose the provider in the option "Provider of the Model".';

function refusedHint(details: ErrorDetails): string {
	const { httpStatus = 0, serverText, isCreate, isBusy, isMistaken, videoId } = details;
	if (isBusy) return busyHint(details);
	if (isMistaken) return MISTAKEN;
	const isUnreadable = httpStatus === 415 || saysUnreadable(serverText ?? '');
	if (isCreate && isUnreadable) return unreadableHint(details);
	if (!isCreate || videoId !== undefined || ![400, 422].includes(httpStatus)) {
		return forStatus(httpStatus);
	}
	const form =
		serverText === undefined || ABOUT_FORM.test(serverText)
			? ' If the server says that fields are missing although they are filled in, try the options "Body Format" and "Seconds as Number".'
			: '';
	return `Nothing was created. Change the field that the server names.${form}`;
}

const WRONG_ADDRESS: Record<NonNullable<ErrorDetails['badAnswer']>, string> = {
	webPage: 'Check the Base URL of the credential: for most servers it ends in /v1.',
	redirect:
		'Check the Base URL of the credential: usually it has http:// where the server wants https://, or an extra slash. Nothing was sent to the new address.',
	tooLarge: 'Check the Base URL of the credential, and whether the server speaks the Videos API.',
};

function unknownOutcomeHint(details: ErrorDetails): string {
	const { videoId, badAnswer } = details;
	const cause = badAnswer === undefined ? '' : `${WRONG_ADDRESS[badAnswer]} `;
	const where = has(details, 'list')
		? 'with the operation "Get Many" (or in the provider\'s dashboard)'
		: "in the provider's dashboard or the server's log";
	const then = has(details, 'retrieve') ? ', then continue with "Wait for Completion"' : '';
	const look =
		videoId === undefined
			? `Check ${where} whether the video exists${then}.`
			: `Use the operation "Wait for Completion" with the video ${videoId} to continue.`;
	return (
		`${cause}The request was not sent again, because you could be charged twice. ${look} ` +
		'The option "Retry if Outcome Is Unknown" lets Retry On Fail send it again.'
	);
}

function notFoundHint({ feature }: ErrorDetails): string {
	const known =
		'Check the ID and the credential: a video is known only to the server and account that made it, and only for a limited time.';
	const lacking =
		feature === undefined
			? ''
			: ` A server without this operation gives the same answer. ${INSTEAD[feature]}`;
	return `${known}${lacking}`;
}

// Of a create whose answer was the file.
const NO_COPY = 'The video is lost, because the server keeps no copy of it.';

function noFileHint(details: ErrorDetails): string {
	const { expired, feature, videoId, badAnswer } = details;
	if (feature === 'content') return INSTEAD.content;
	if (videoId === undefined && badAnswer === 'tooLarge') {
		return `${NO_COPY} Raise the option "Largest File (MB)" before you run again.`;
	}
	if (badAnswer === 'tooLarge') {
		return `Raise the option "Largest File (MB)", then use the operation "Download" with the video ${videoId}.`;
	}
	if (expired) {
		return 'Servers keep a file for a limited time, often one hour. Download it as soon as the video is finished.';
	}
	const check = 'check Base URL and Server of the credential.';
	if (!has(details, 'retrieve')) {
		return `You cannot download a file from this server later: look for it on the server itself, and ${check}`;
	}
	return `Nothing is lost: use the operation "Download" with the video ${videoId} to try again. If it keeps failing, ${check}`;
}

function differsHint(details: ErrorDetails): string {
	const { videoId } = details;
	const option = 'set the option "If the Video Differs" to Continue.';
	if (videoId === undefined || !has(details, 'retrieve')) {
		return `The server made the video like this, and you cannot download it later. To accept such videos, ${option}`;
	}
	return `The server made the video ${videoId} like this. To get it anyway, use the operation "Download"; to accept such videos, ${option}`;
}

function deadlineHint(details: ErrorDetails): string {
	const { videoId } = details;
	if (videoId === undefined) return 'Nothing is lost: the next poll continues.';
	return `${continueWith(videoId, details)} The option "Timeout" sets how long to wait.`.trim();
}

function badAnswerHint(details: ErrorDetails): string {
	if (details.feature === 'list' && details.badAnswer === 'tooLarge') {
		return 'Set a Limit instead of Return All, or delete old videos.';
	}
	return WRONG_ADDRESS[details.badAnswer ?? 'tooLarge'];
}

function blockedHint({ videoStatus }: ErrorDetails): string {
	const what =
		videoStatus === undefined
			? 'Nothing was created.'
			: "The provider's safety filter blocked this video.";
	return `${what} Change the prompt or the images: the same ones will be blocked again.`;
}

// The one about private addresses.
const OWN_RULE =
	'If you trust this address, allow it with the option "Allow Files From Private Addresses".';

const HOST_RULES: Record<HostRule, string> = {
	address:
		"If you trust this address, allow it in n8n's environment variables: N8N_SSRF_ALLOWED_IP_RANGES takes ranges such as 192.168.1.5/32, " +
		'N8N_SSRF_ALLOWED_HOSTNAMES takes host names.',
	hostName:
		"If you trust this host, change n8n's environment variables: remove it from N8N_SSRF_BLOCKED_HOSTNAMES, or add it to " +
		'N8N_SSRF_ALLOWED_HOSTNAMES.',
	domain:
		'Open the credential and add the host to Allowed Domains, or set Allowed HTTP Request Domains to All.',
	credential: 'Check that the credential still exists and that this workflow may use it.',
};

const PROXY =
	'Correct Proxy under Request Options or in the credential. If both are empty, n8n uses the proxy from its environment variables ' +
	'HTTP_PROXY, HTTPS_PROXY and ALL_PROXY; NO_PROXY lists the hosts that it reaches without a proxy.';

const UNREACHABLE =
	'Check the Base URL of the credential and whether the server runs and can be reached from n8n.';

// The most common reason why nobody listens there.
const IN_CONTAINER =
	'If n8n runs in Docker, localhost is its container: use host.docker.internal instead.';

const NO_INTERNET =
	'Check whether the machine that runs n8n can reach the internet (DNS, firewall, proxy).';

const MISSPELLED = `Check the spelling of the Base URL in the credential. ${NO_INTERNET}`;

const UNKNOWN_NAME =
	"Check the spelling of the Base URL in the credential. If it is right, the machine that runs n8n does not know this name: put the server's IP address in place of the name.";

function noSuchHost(host: string): string {
	// Nobody has typed it.
	const isOwn = HOSTED.some((dialect) => new URL(dialect.setUp.baseUrl).hostname === host);
	if (isOwn) return NO_INTERNET;
	return isPrivateHost(host) ? UNKNOWN_NAME : MISSPELLED;
}

const NO_TLS =
	'Check the Base URL of the credential: if the server speaks plain HTTP, it begins with http://. If it speaks HTTPS, check the port.';

const NOT_TRUSTED =
	"If you trust the server, turn on Ignore SSL Issues in the credential, or add the certificate's authority to n8n with its environment variable NODE_EXTRA_CA_CERTS.";

const WRONG_CERTIFICATE =
	'Check the Base URL of the credential. If you trust the server all the same, turn on Ignore SSL Issues in the credential.';

// By the transport's error code.
const UNREACHABLE_BY_CODE: Record<string, string> = {
	EPROTO: NO_TLS,
	ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
	DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
	SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
	CERT_HAS_EXPIRED: WRONG_CERTIFICATE,
	CERT_NOT_YET_VALID: WRONG_CERTIFICATE,
	ERR_TLS_CERT_ALTNAME_INVALID: WRONG_CERTIFICATE,
};

function unreachableHint({ isProxy, host = '', code = '' }: ErrorDetails): string {
	if (isProxy) return PROXY;
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return noSuchHost(host);
	const known = UNREACHABLE_BY_CODE[code];
	if (known !== undefined) return known;
	return isLoopback(host) ? `${UNREACHABLE} ${IN_CONTAINER}` : UNREACHABLE;
}

const HINTS: Partial<Record<ErrorKind, (details: ErrorDetails) => string>> = {
	unsupported: ({ feature }) => (feature === undefined ? '' : INSTEAD[feature]),
	refused: refusedHint,
	notFound: notFoundHint,
	notReady: ({ videoId = '' }) =>
		`Use the operation "Wait for Completion" with the video ${videoId} before the download.`,
	unknownOutcome: unknownOutcomeHint,
	jobFailed: () =>
		'The server or the model failed. Run again, or change the prompt, the size or the model.',
	blocked: blockedHint,
	deadline: deadlineHint,
	unreachable: unreachableHint,
	noAnswer: () =>
		'Try again later. The option "Request Timeout" sets how long to wait for an answer.',
	badAnswer: badAnswerHint,
	noFile: noFileHint,
	differs: differsHint,
	storage: ({ videoId }) =>
		videoId === undefined
			? `${NO_COPY} Fix n8n's binary storage before you run again.`
			: `Nothing is lost: fix n8n's binary storage, then use the operation "Download" with the video ${videoId}.`,
	forbidden: ({ rule }) => (rule === undefined ? OWN_RULE : HOST_RULES[rule]),
};

/** Kinds after which there is nothing to continue with, or whose hint says how already. */
const WITHOUT_CONTINUATION: ErrorKind[] = [
	...(['input', 'stopped', 'jobFailed', 'blocked', 'notFound', 'unsupported'] as const),
];

/** What to do next about an error; empty where there is nothing to say. */
export function hintOf({ kind, details }: VideosError): string {
	return details.hint ?? HINTS[kind]?.(details) ?? '';
}

const RETRY_PAYS =
	'Do not use Retry in the list of executions: it would create, and charge for, another video.';

/** The hint of an error about a video that exists, which says how to continue with it. */
export function hintFor(error: VideosError, id: string): string {
	const hint = hintOf(error);
	const { kind, details } = error;
	const hasNoRoute = details.httpStatus === 405 || details.httpStatus === 501;
	const retry = details.isCreate && kind !== 'stopped' ? RETRY_PAYS : '';
	const hasMore = !WITHOUT_CONTINUATION.includes(kind) && !hasNoRoute && !hint.includes(id);
	return [hint, hasMore ? continueWith(id, details) : '', retry].filter(Boolean).join(' ');
}
