import { describeMode } from './support/suite.mts';

describeMode('filesystem', 'filesystem', { withWaiting: true, withLarge: true });
