/** What a failure knows beside its message. */
export interface FailureDetails {
	/** What to do next, in a sentence or two. */
	hint?: string;
	/** The video that it is about. */
	videoId?: string;
	/** The state of that video as last told. */
	videoStatus?: string;
	/** The HTTP status of the server's answer. */
	httpStatus?: number;
	/** Whether a create may have been taken by the server although no job came back. */
	unknownOutcome?: boolean;
	/** Whether the job itself ended badly: the one case in which creating it again is right. */
	jobFailed?: boolean;
	/** Whether the user stopped the execution. */
	stopped?: boolean;
}

/** Something went wrong, told in words for the person who built the workflow. */
export class Failure extends Error {
	constructor(
		message: string,
		readonly details: FailureDetails = {},
	) {
		super(message);
	}
}
