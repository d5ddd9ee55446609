import { builtIn } from '../../n8n/support/workflow.mts';
import { digestOfAnswer } from '../support/digest.mts';
import { signedIn, type Pipeline } from '../support/pipeline.mts';
import { python, startProgram } from '../support/program.mts';

// moto reads who asks, and does not check the signature.
const headers = {
	authorization:
		'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
};

export const s3: Pipeline = {
	node: 'S3',
	receiver: 'moto',
	carriesLarge: ['filesystem'],
	settings:
		'_Upload_, _File Name_ `{{ $binary.data.fileName }}`; in the credential _Force Path Style_ for a server of your own',
	async open() {
		const moto = await startProgram(python, (port) => [
			...['-m', 'moto.server', '-H', '127.0.0.1'],
			...['-p', String(port)],
		]);
		const bucket = `http://127.0.0.1:${moto.port}/videos`;
		await fetch(bucket, { method: 'PUT', headers });
		return {
			credential: {
				name: 'Receiver',
				type: 's3',
				data: {
					endpoint: `http://127.0.0.1:${moto.port}`,
					region: 'us-east-1',
					accessKeyId: 'test',
					secretAccessKey: 'test',
					forcePathStyle: true,
					ignoreSSLIssues: false,
				},
			},
			nodes: [
				signedIn(
					builtIn('S3', 's3', 1, {
						resource: 'file',
						operation: 'upload',
						bucketName: 'videos',
						fileName: '={{ $binary.data.fileName }}',
					}),
					's3',
				),
			],
			async received() {
				const list = await (await fetch(bucket, { headers })).text();
				const names = [...list.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name]) => name);
				return await Promise.all(
					names.map(async (name) => {
						const answer = await fetch(`${bucket}/${name}`, { headers });
						const type = answer.headers.get('content-type') ?? undefined;
						return { sha256: await digestOfAnswer(answer), type, name };
					}),
				);
			},
			close: moto.stop,
		};
	},
};
