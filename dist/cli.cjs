#!/usr/bin/env node
'use strict';
require('./gate.cjs').runCli();
