import type { InlineFiles } from './boundedBody';
import type { Connection } from './connection';

/** What holds the room of the files of one answer. */
export interface InlineRoom extends InlineFiles {
	/** Gives the room back, now or as soon as it is had. */
	release(): void;
}

const rooms = new WeakMap<Connection, InlineRoom[]>();

/**
 * Room for the files of one answer: while they are in memory, no other answer of the run may bring files. The room is given back when
 * the answer has none, when they are stored, or when the item is done, see {@link releaseRoom}.
 */
export function inlineRoom(connection: Connection): InlineRoom {
	let isReleased = false;
	let giveBack = () => {};
	const room: InlineRoom = {
		waitForRoom: async () => {
			await new Promise<void>((hasRoom) => {
				void connection.inlineLimit(async () => {
					hasRoom();
					// Whoever waited may have given up meanwhile.
					if (!isReleased) await new Promise<void>((done) => (giveBack = done));
				}, 'download');
			});
		},
		release: () => {
			isReleased = true;
			giveBack();
		},
	};
	rooms.set(connection, [...(rooms.get(connection) ?? []), room]);
	return room;
}

/** Gives back all room that an item's answers have taken. */
export function releaseRoom(connection: Connection): void {
	for (const room of rooms.get(connection) ?? []) room.release();
	rooms.delete(connection);
}
