// The entry of a process: node main.cjs FILE [ARGUMENTS]; `node FILE.mts` would be taken for an ES module.
require('./requireMts.cjs');
require(require('node:path').resolve(process.argv[2]));
