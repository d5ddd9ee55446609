import { resultFiles } from '../../support/resultFiles.mts';

/** What became of a pipeline in one storage mode. */
export interface PipelineResult {
	node: string;
	/** what the receiver has been checked for, e.g. "bytes, type, name"; of a large file "300 MB" */
	told: string;
}

/** What became of the pipelines, by the storage mode. */
export const pipelineResults = resultFiles<PipelineResult>('pipelines');
