import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { builtIn } from '../../n8n/support/workflow.mts';
import { temporaryFolder } from '../support/folder.mts';
import {
	signedIn,
	type OpenPipeline,
	type Pipeline,
	type ReceivedFile,
} from '../support/pipeline.mts';
import { python, startProgram } from '../support/program.mts';

/** A mail. @param options of the node */
const open = (options: Record<string, string>) =>
	async function (): Promise<OpenPipeline> {
		const { folder, remove } = await temporaryFolder();
		const mails = path.join(folder, 'mails');
		const smtp = await startProgram(python, (port) => [
			...['-m', 'aiosmtpd', '-n', '-l', `127.0.0.1:${port}`],
			...['-c', 'aiosmtpd.handlers.Mailbox', mails],
		]);
		return {
			credential: {
				name: 'Receiver',
				type: 'smtp',
				data: {
					user: '',
					password: '',
					host: '127.0.0.1',
					port: smtp.port,
					secure: false,
					disableStartTls: true,
					hostName: '',
				},
			},
			nodes: [
				signedIn(
					builtIn('Mail', 'emailSend', 2.1, {
						fromEmail: 'n8n@example.com',
						toEmail: 'viewer@example.com',
						subject: 'Your video',
						emailFormat: 'text',
						text: 'It is attached.',
						options,
					}),
					'smtp',
				),
			],
			async received() {
				const script = path.join(process.cwd(), 'test/pipelines/support/attachments.py');
				const options = { encoding: 'utf8' as const };
				return JSON.parse(execFileSync(python, [script, mails], options)) as ReceivedFile[];
			},
			async close() {
				await smtp.stop();
				await remove();
			},
		};
	};

export const email: Pipeline = {
	node: 'Send Email',
	receiver: 'aiosmtpd',
	settings: '_Options → Attachments_ `data`',
	pitfall: 'Without _Attachments_ the mail has no file.',
	open: open({ attachments: 'data' }),
};

export const emailWithoutAttachments: Pipeline = {
	node: 'Send Email, no _Attachments_',
	receiver: 'aiosmtpd',
	settings: 'nothing set',
	files: 0,
	open: open({}),
};
