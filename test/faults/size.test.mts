import { FAULTS } from './support/faults/index.mts';
import { defineMatrix } from './support/matrix.mts';
import { endProcesses, runInOwnProcess } from './support/ownProcess.mts';

const AT_ONCE = 2;

defineMatrix('size', FAULTS.size, runInOwnProcess, AT_ONCE);
afterAll(endProcesses);
