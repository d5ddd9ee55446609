import type { InlineFiles } from './boundedBody';
import type { Connection } from './http';

/** What holds the room of a file that is in memory. */
export interface InlineRoom extends InlineFiles {
	/** Gives the room back. */
	release(): void;
}

/**
 * Room for the files of one answer: while they are in memory, no other answer of the run may bring files. The room is given back when
 * the file is stored, or when the item is done, see `releaseRoom`.
 */
export function inlineRoom(connection: Connection): InlineRoom {
	let release = () => {};
	const room: InlineRoom = {
		waitForRoom: async () => {
			await new Promise<void>((resolve) => {
				void connection.inlineLimit(async () => {
					await new Promise<void>((done) => {
						release = done;
						resolve();
					});
				});
			});
		},
		release: () => release(),
	};
	rooms.set(connection, [...(rooms.get(connection) ?? []), room]);
	return room;
}

const rooms = new WeakMap<Connection, InlineRoom[]>();

/** Gives back all room that an item's answers have taken. */
export function releaseRoom(connection: Connection): void {
	for (const room of rooms.get(connection) ?? []) room.release();
	rooms.delete(connection);
}
