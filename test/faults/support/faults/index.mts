import type { Fault } from '../fault.mts';
import { CONNECTION } from './connection.mts';
import { ENCODING } from './encoding.mts';
import { FILES } from './files.mts';
import { FRAMING } from './framing.mts';
import { JOBS } from './jobs.mts';
import { JSON_FAULTS } from './json.mts';
import { REDIRECT } from './redirect.mts';
import { RETRY_AFTER } from './retryAfter.mts';
import { SECRETS } from './secrets.mts';
import { SIZE } from './size.mts';
import { STATUS } from './status.mts';
import { TLS } from './tls.mts';
import { TRUSTED } from './trusted.mts';

/** All faults, by class, in the order of docs/reliability.md. */
export const FAULTS = {
	connection: CONNECTION,
	tls: TLS,
	framing: FRAMING,
	encoding: ENCODING,
	size: SIZE,
	json: JSON_FAULTS,
	status: STATUS,
	redirect: REDIRECT,
	retryAfter: RETRY_AFTER,
	secrets: SECRETS,
	trusted: TRUSTED,
	jobs: JOBS,
	files: FILES,
} satisfies Record<string, Fault[]>;

export type FaultClass = keyof typeof FAULTS;
