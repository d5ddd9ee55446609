import type { Pipeline } from '../support/pipeline.mts';
import { betweens } from './between.mts';
import { email, emailWithoutAttachments } from './email.mts';
import { form } from './form.mts';
import { ftp } from './ftp.mts';
import { httpForm, httpRaw } from './http.mts';
import { postgres } from './postgres.mts';
import { readWriteFiles } from './readWriteFiles.mts';
import { respondToWebhook } from './respond.mts';
import { s3 } from './s3.mts';
import { sftp } from './sftp.mts';
import { telegram } from './telegram.mts';

/** All pipelines, in the order of docs/pipelines.md. */
export const pipelines: Pipeline[] = [
	s3,
	ftp,
	sftp,
	email,
	emailWithoutAttachments,
	...readWriteFiles,
	httpRaw,
	httpForm,
	telegram,
	postgres,
	respondToWebhook,
	form,
	...betweens,
];
