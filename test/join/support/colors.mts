// Far enough from each other that no encoder confuses them.
const LEVELS = [32, 96, 160, 224];

/** The color of a clip: red, green and blue, 0 to 255. There are 64. */
export const rgbOf = (index: number): [red: number, green: number, blue: number] => [
	LEVELS[index % 4],
	LEVELS[Math.floor(index / 4) % 4],
	LEVELS[Math.floor(index / 16) % 4],
];

/** The same as ffmpeg takes it. */
export const colorOf = (index: number) =>
	`0x${rgbOf(index)
		.map((level) => level.toString(16).padStart(2, '0'))
		.join('')}`;

/** Which of the clips has the color that is most like this one. */
export function clipOfColor(rgb: readonly number[], clips: number): number {
	const distances = Array.from({ length: clips }, (_, index) =>
		Math.hypot(...rgbOf(index).map((level, channel) => level - rgb[channel])),
	);
	return distances.indexOf(Math.min(...distances));
}
