import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
	IWebhookFunctions,
} from 'n8n-workflow';
import { InputError } from '../../client/errors';
import { createRedaction } from '../../client/redaction';
import { readScheme, signingKeys, type Scheme } from '../../protocol/webhooks/secrets';
import { presentable } from '../shared/nodeError';

/** How the server signs, and with what. */
export interface Signing {
	scheme: Scheme;
	keys: Buffer[];
}

function readSigning({ scheme, signingSecret }: ICredentialDataDecryptedObject): Signing {
	const read = readScheme(scheme);
	const keys = signingKeys(read, signingSecret);
	if (keys === 'empty') {
		throw new InputError(
			'The signing secret is empty',
			'Copy it from the webhook settings of your server into the credential.',
		);
	}
	if (keys === 'not base64') {
		throw new InputError(
			'A signing secret that begins with whsec_ must be followed by base64',
			'Copy the complete secret from the server again.',
		);
	}
	return { scheme: read, keys };
}

/** What the credential says of the server's signatures. @throws InputError when it cannot be used */
export async function getSigning(context: IWebhookFunctions): Promise<Signing> {
	return readSigning(await context.getCredentials('videoGenerationWebhookApi'));
}

/**
 * The credential's test. No server can be asked: it signs what it sends and never shows its secret. What can be known is
 * whether what was pasted is a secret at all.
 */
export async function testWebhookCredential(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		readSigning(data ?? {});
		const message =
			'The format of the signing secret is valid. The first event will show whether it is the right secret.';
		return { status: 'OK', message };
	} catch (error) {
		const { message, details } = presentable(error, createRedaction([]));
		return { status: 'Error', message: [message, details.hint].filter(Boolean).join('. ') };
	}
}
