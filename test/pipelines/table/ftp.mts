import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { builtIn } from '../../n8n/support/workflow.mts';
import { filesIn } from '../support/filesIn.mts';
import { temporaryFolder } from '../support/folder.mts';
import { signedIn, type Pipeline } from '../support/pipeline.mts';
import { startProgram } from '../support/program.mts';

export const ftp: Pipeline = {
	node: 'FTP',
	receiver: 'vsftpd',
	carriesLarge: ['filesystem'],
	settings: '_Upload_, _Path_ with the file name: `/videos/{{ $binary.data.fileName }}`',
	async open() {
		const { folder, remove } = await temporaryFolder();
		const uploads = path.join(folder, 'uploads');
		const empty = path.join(folder, 'empty');
		await mkdir(uploads);
		await mkdir(empty);
		await chmod(folder, 0o755);
		// The user of anonymous visitors; vsftpd's package brings it.
		execFileSync('chown', ['ftp', uploads]);
		const settings = {
			anonymous_enable: 'YES',
			anon_root: folder,
			anon_upload_enable: 'YES',
			background: 'NO',
			listen: 'YES',
			listen_address: '127.0.0.1',
			no_anon_password: 'YES',
			seccomp_sandbox: 'NO',
			secure_chroot_dir: empty,
			write_enable: 'YES',
		};
		const file = path.join(folder, 'vsftpd.conf');
		const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
		await writeFile(file, `${lines.join('\n')}\n`);
		const vsftpd = await startProgram('/usr/sbin/vsftpd', (port) => [
			file,
			`-olisten_port=${port}`,
		]);
		return {
			credential: {
				name: 'Receiver',
				type: 'ftp',
				data: { host: '127.0.0.1', port: vsftpd.port, username: 'anonymous', password: 'guest' },
			},
			nodes: [
				signedIn(
					builtIn('FTP', 'ftp', 1, {
						protocol: 'ftp',
						operation: 'upload',
						path: '=/uploads/{{ $binary.data.fileName }}',
					}),
					'ftp',
				),
			],
			received: async () => await filesIn(uploads),
			async close() {
				await vsftpd.stop();
				await remove();
			},
		};
	},
};
