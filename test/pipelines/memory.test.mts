import { describeMode } from './support/suite.mts';

describeMode('memory');
