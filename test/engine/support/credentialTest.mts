import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { additionalDataFor, nodeUnderTest } from './engine.mts';

type Context = new (data: ReturnType<typeof additionalDataFor>) => ICredentialTestFunctions;

/** Presses the test button of a credential: the node's own test, in n8n's own context. */
export async function testCredential(
	server: { baseUrl: string; key: string },
	fields: IDataObject,
): Promise<INodeCredentialTestResult> {
	const data = {
		...{ server: 'sandbox', baseUrl: server.baseUrl, authentication: 'automatic' },
		...{ apiKey: server.key, ...fields },
	};
	const credential: ICredentialsDecrypted = { id: '1', name: 'a', type: 'a', data: data as never };
	const context = new (CredentialTestContext as unknown as Context)(additionalDataFor(server));
	return await nodeUnderTest.methods!.credentialTest!.testCredential.call(context, credential);
}
