import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { builtIn } from '../../n8n/support/workflow.mts';
import { filesIn } from '../support/filesIn.mts';
import { temporaryFolder } from '../support/folder.mts';
import { signedIn, type Pipeline } from '../support/pipeline.mts';
import { startProgram } from '../support/program.mts';

export const sftp: Pipeline = {
	node: 'FTP, protocol SFTP',
	receiver: 'OpenSSH',
	settings: '_Upload_, _Path_ with the file name: `/videos/{{ $binary.data.fileName }}`',
	// So slow that the suite does not carry 300 MB here.
	pitfall: 'Slow for large files: 300 MB take minutes. To an FTP or S3 server they take seconds.',
	async open() {
		const { folder, remove } = await temporaryFolder();
		const at = (name: string) => path.join(folder, name);
		for (const key of ['host', 'user'])
			execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(key)]);
		// sshd changes into this one for its own protection; Debian's service makes it at each start.
		await mkdir('/run/sshd', { recursive: true });
		const uploads = at('uploads');
		await mkdir(uploads);
		await writeFile(
			at('sshd_config'),
			[
				`HostKey ${at('host')}`,
				`AuthorizedKeysFile ${at('user.pub')}`,
				'StrictModes no',
				'UsePAM no',
				'PasswordAuthentication no',
				'PidFile none',
				'Subsystem sftp internal-sftp',
			].join('\n'),
		);
		const sshd = await startProgram('/usr/sbin/sshd', (port) => [
			...['-D', '-e', '-f', at('sshd_config')],
			...['-o', `ListenAddress=127.0.0.1:${port}`],
		]);
		return {
			credential: {
				name: 'Receiver',
				type: 'sftp',
				data: {
					host: '127.0.0.1',
					port: sshd.port,
					username: userInfo().username,
					password: '',
					privateKey: await readFile(at('user'), 'utf8'),
					passphrase: '',
				},
			},
			nodes: [
				signedIn(
					builtIn('SFTP', 'ftp', 1, {
						protocol: 'sftp',
						operation: 'upload',
						path: `=${uploads}/{{ $binary.data.fileName }}`,
					}),
					'sftp',
				),
			],
			received: async () => await filesIn(uploads),
			async close() {
				await sshd.stop();
				await remove();
			},
		};
	},
};
