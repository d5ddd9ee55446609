import type { Clip } from '../clip.mts';
import type { Contender, Credentials, Node } from './contender.mts';

const waitSeconds = 5;

function httpRequest(
	name: string,
	{ openAiApi }: Credentials,
	parameters: Record<string, unknown>,
): Node {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'openAiApi',
			options: {},
			...parameters,
		},
		credentials: { openAiApi },
	};
}

const isCompleted = {
	options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
	conditions: [
		{
			id: 'completed',
			leftValue: '={{ $json.status }}',
			rightValue: 'completed',
			operator: { type: 'string', operation: 'equals' },
		},
	],
	combinator: 'and',
};

function download(baseUrl: string, credentials: Credentials): Node {
	return httpRequest('Download', credentials, {
		method: 'GET',
		url: `=${baseUrl}/videos/{{ $json.id }}/content`,
		options: { response: { response: { responseFormat: 'file' } } },
	});
}

/** n8n's own download of files that are ready: nobody in n8n has one sooner. Its items carry the videos' ids. */
export function downloadAlone(baseUrl: string): Contender {
	return {
		name: "Only the download, with n8n's HTTP Request",
		fileNode: 'Download',
		nodes: (credentials) => [download(baseUrl, credentials)],
		wires: [],
	};
}

/**
 * The loop that users build and templates show: create, wait, ask, and back to wait for what is not
 * completed; all items in one batch. The download stands above the rest, so that n8n takes that way
 * before it waits again.
 * @param baseUrl the API's, which stands in each of its requests
 */
export function handMade(baseUrl: string): Contender {
	const body = ({ model, seconds, size }: Clip) =>
		`={{ { prompt: $json.prompt, model: '${model}', seconds: '${seconds}', size: '${size}' } }}`;
	const video = `=${baseUrl}/videos/{{ $json.id }}`;
	return {
		name: `Hand-made loop (${waitSeconds} s wait)`,
		fileNode: 'Download',
		nodes: (credentials, clip) => [
			httpRequest('Create', credentials, {
				method: 'POST',
				url: `${baseUrl}/videos`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: body(clip),
			}),
			{
				name: 'Wait',
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				parameters: { resume: 'timeInterval', amount: waitSeconds, unit: 'seconds' },
				webhookId: 'bench-hand-made-wait',
			},
			httpRequest('Get', credentials, { method: 'GET', url: video }),
			{
				name: 'Completed?',
				type: 'n8n-nodes-base.if',
				typeVersion: 2.2,
				parameters: { conditions: isCompleted, options: {} },
			},
			{ ...download(baseUrl, credentials), position: [1000, -200] },
		],
		wires: [
			['Create', 0, 'Wait'],
			['Wait', 0, 'Get'],
			['Get', 0, 'Completed?'],
			['Completed?', 0, 'Download'],
			['Completed?', 1, 'Wait'],
		],
	};
}
