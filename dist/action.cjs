'use strict';
require('./gate.cjs').runAction();
