// What Linux tells about a process (proc(5)).
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

// sysconf(_SC_CLK_TCK) is 100 on every Linux that Node runs on.
const TICKS_PER_SECOND = 100;

/** Seconds of processor time that it has used so far. */
export function cpuSeconds(pid: number): number {
	const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name in brackets may hold spaces.
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Bytes that it holds in memory now. */
export function residentBytes(pid: number): number {
	const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kilobytes) * 1024;
}

/** What it has open. */
export interface Open {
	files: number;
	sockets: number;
	/** sockets connected to a port of 127.0.0.1 */
	toPort: number;
}

function inodesTo(pid: number, port: number): Set<string> {
	const hex = port.toString(16).toUpperCase().padStart(4, '0');
	const lines = readFileSync(`/proc/${pid}/net/tcp`, 'utf8').split('\n').slice(1);
	const fields = lines.map((line) => line.trim().split(/\s+/)).filter(({ length }) => length > 9);
	return new Set(
		fields.filter(([, , remote]) => remote.endsWith(`:${hex}`)).map((line) => line[9]),
	);
}

function linkOf(pid: number, descriptor: string): string {
	try {
		return readlinkSync(`/proc/${pid}/fd/${descriptor}`);
	} catch {
		// closed in the meantime
		return '';
	}
}

/** Counts what it has open. @param port whose connections are counted apart */
export function openOf(pid: number, port: number): Open {
	const links = readdirSync(`/proc/${pid}/fd`).map((descriptor) => linkOf(pid, descriptor));
	const sockets = links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
	const ofPort = inodesTo(pid, port);
	return {
		files: links.filter((link) => link.startsWith('/') && !link.startsWith('/dev/')).length,
		sockets: sockets.length,
		toPort: sockets.filter((inode) => ofPort.has(inode)).length,
	};
}
