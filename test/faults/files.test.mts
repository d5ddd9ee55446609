import { FAULTS } from './support/faults/index.mts';
import { defineMatrix } from './support/matrix.mts';

defineMatrix('files', FAULTS.files);
