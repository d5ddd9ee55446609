import type { CredentialJson } from './session.mts';

/**
 * The credential of the local sandbox, under the id that the example workflows name.
 * @param baseUrl e.g. `http://127.0.0.1:8085/v1`
 */
export function sandboxCredential(baseUrl: string, apiKey: string): CredentialJson {
	return {
		id: 'videoSandboxCred',
		name: 'Video sandbox',
		type: 'videoGenerationApi',
		data: { server: 'sandbox', baseUrl, authentication: 'automatic', apiKey },
	};
}
