import { resultFiles } from '../../support/resultFiles.mts';
import type { CellResult } from './runCell.mts';

/** What became of the cells, by the class of their faults. */
export const cellResults = resultFiles<CellResult>('faults');
