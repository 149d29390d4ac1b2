#!/usr/bin/env node
'use strict';
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error('image-gate: needs Node.js 24 or later, and this is ' + process.version + '. [NODE_TOO_OLD]');
  process.exitCode = 2;
} else {
  require('./gate.cjs').runCli();
}
