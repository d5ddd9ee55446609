/** One part of a long measurement. */
export interface Step {
	name: string;
	/** how long it takes by experience */
	seconds: number;
}

const everyMs = 30_000;

/** 200 → "3.3 min", 45 → "45 s" */
export function duration(seconds: number): string {
	return seconds < 90 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;
}

/** Tells what is running, how long it has taken so far and how long is left. */
export class Progress {
	#startedAt: number | undefined;
	#done = 0;
	#doneSeconds = 0;

	/** @param steps all of them, in the order in which they run */
	constructor(
		readonly say: (text: string) => void,
		readonly what: string,
		readonly steps: Step[],
	) {}

	#elapsed(): number {
		return (Date.now() - (this.#startedAt ?? Date.now())) / 1000;
	}

	// What is left, if all goes on as it did: slower or faster than by experience.
	#left(inStep: number): number {
		const sum = (steps: Step[]) => steps.reduce((total, { seconds }) => total + seconds, 0);
		const past = sum(this.steps.slice(0, this.#done));
		const pace = past > 0 ? this.#doneSeconds / past : 1;
		const [current, ...later] = this.steps.slice(this.#done);
		return Math.max(current.seconds * pace - inStep, 0) + sum(later) * pace;
	}

	#tell(name: string, inStep: number): void {
		const place = `${this.#done + 1} of ${this.steps.length}`;
		const times = `${duration(this.#elapsed())} so far, about ${duration(this.#left(inStep))} left`;
		this.say(`  ${this.what}: ${name} (${place}; ${times})`);
	}

	/** Does the next step, and says every half a minute that it is still under way. */
	async run<T>(work: () => Promise<T>): Promise<T> {
		const { name } = this.steps[this.#done];
		const startedAt = Date.now();
		this.#startedAt ??= startedAt;
		const inStep = () => (Date.now() - startedAt) / 1000;
		this.#tell(name, 0);
		const timer = setInterval(() => this.#tell(`still ${name}`, inStep()), everyMs);
		try {
			return await work();
		} finally {
			clearInterval(timer);
			this.#done += 1;
			this.#doneSeconds += inStep();
		}
	}
}
