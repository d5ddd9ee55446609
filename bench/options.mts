import { parseArgs } from 'node:util';
import { letters, measuresByLetter, minutesOf, type Letter } from './letters.mts';

export interface Options {
	only: Letter[];
	quick: boolean;
	/** of each contender that takes turns; the plan's own number without it */
	runs: number | undefined;
	/** of all that is drawn by chance */
	seed: number;
	/** Where the report goes, if not to the terminal. */
	out: string | undefined;
	help: boolean;
}

const list = letters.map((letter) => {
	const { about, minutes } = measuresByLetter[letter];
	return `                    ${letter}  ${about} (${minutes} min)`;
});

const defaultSeed = 14;

export const help = `npm run bench [-- options]

Runs this node, n8n's built-in OpenAI node and the hand-made loop (HTTP Request, Wait, IF) side by
side in a real n8n against the sandbox, in turns, and writes bench/report.md and bench/report.png.
Takes about ${minutesOf(letters)} minutes, 3 GB of disk and nothing else to do on the machine.

  --only LETTERS  some of the measures, e.g. --only a,c
${list.join('\n')}
  --runs N        runs of each contender in a, d, f and g; without it 7, and 5 in f
  --seed N        of the render times that are drawn by chance (${defaultSeed})
  --quick         smaller everything, to see that it runs: its figures say little
  --out FOLDER    writes the report there; without it, --only and --quick only print it. What each
                  measure found is kept in FOLDER/results, so that "--only f --out bench" measures
                  (f) anew, or goes on after a run that broke off, and reports all that is there
  --help          show this text

How long waiting takes in memory and checks: npm run bench:waiting -- --help
The trigger for a long time: npm run bench:soak -- --help`;

function isLetter(text: string): text is Letter {
	return (letters as string[]).includes(text);
}

function lettersOf(text: string): Letter[] {
	const given = text.split(/[\s,]+/).filter(Boolean);
	const wrong = given.find((letter) => !isLetter(letter));
	if (wrong === undefined && given.length > 0) {
		return letters.filter((letter) => given.includes(letter));
	}
	throw new Error(`--only takes letters of ${letters.join(',')}, but got '${text}'.`);
}

/** A number of the command line. @throws Error when it is no whole number of at least `least` */
export function wholeNumber(name: string, text: string, least: number): number {
	const value = Number(text);
	if (Number.isInteger(value) && value >= least) return value;
	throw new Error(`--${name} takes a whole number from ${least}, but got '${text}'.`);
}

/** Reads the command line. @throws Error when it says something unknown */
export function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			only: { type: 'string' },
			quick: { type: 'boolean', default: false },
			runs: { type: 'string' },
			seed: { type: 'string', default: String(defaultSeed) },
			out: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	const { only, quick, runs, seed, help: wantsHelp, out } = values;
	const isWhole = only === undefined && !quick;
	return {
		only: only === undefined ? letters : lettersOf(only),
		quick,
		runs: runs === undefined ? undefined : wholeNumber('runs', runs, 1),
		seed: wholeNumber('seed', seed, 0),
		out: out ?? (isWhole ? 'bench' : undefined),
		help: wantsHelp,
	};
}
