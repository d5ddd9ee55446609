import { parseArgs } from 'node:util';

/** The measures by their letters, in the order in which they run. */
export const letters = ['a', 'b', 'c', 'd', 'e'] as const;

export type Letter = (typeof letters)[number];

export interface Options {
	only: Letter[];
	quick: boolean;
	/** Where the report goes, if not to the terminal. */
	out: string | undefined;
	help: boolean;
}

export const help = `npm run bench [-- options]

Runs this node, n8n's built-in OpenAI node and the hand-made loop (HTTP Request, Wait, IF) side by
side in a real n8n against the sandbox, one after the other, and writes bench/report.md and
bench/report.png. Takes about 15 minutes, 3 GB of disk and nothing else to do on the machine.

  --only LETTERS  some of the measures, e.g. --only a,c
                    a  three items from prompt to file: time and requests
                    b  how soon a finished video is noticed, and for how many polls
                    c  peak memory of n8n for a small and a large file
                    d  many items at once
                    e  what reading a file's facts adds to its download
  --quick         smaller everything, to see that it runs: its figures say little
  --out FOLDER    writes the report there; without it, --only and --quick only print it
  --help          show this text`;

function isLetter(text: string): text is Letter {
	return (letters as readonly string[]).includes(text);
}

function lettersOf(text: string): Letter[] {
	const given = text.split(/[\s,]+/).filter(Boolean);
	const wrong = given.find((letter) => !isLetter(letter));
	if (wrong === undefined && given.length > 0) {
		return letters.filter((letter) => given.includes(letter));
	}
	throw new Error(`--only takes letters of ${letters.join(',')}, but got '${text}'.`);
}

/** Reads the command line. @throws Error when it says something unknown */
export function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			only: { type: 'string' },
			quick: { type: 'boolean', default: false },
			out: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	const { only, quick, help: wantsHelp, out } = values;
	const isWhole = only === undefined && !quick;
	return {
		only: only === undefined ? [...letters] : lettersOf(only),
		quick,
		out: out ?? (isWhole ? 'bench' : undefined),
		help: wantsHelp,
	};
}
