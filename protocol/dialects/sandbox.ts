/** This project's own test server, a choice beside the dialects: it speaks the reference's unless it is started otherwise. */
export const SANDBOX = {
	name: 'sandbox',
	displayName: 'Sandbox',
	baseUrl: 'http://127.0.0.1:8085/v1',
} as const;
