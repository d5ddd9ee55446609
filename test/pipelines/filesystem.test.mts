import { describeMode } from './support/suite.mts';

describeMode('filesystem');
