import type { Cataloguer } from '../cataloguer.ts';
import { APK } from './apk/apk.ts';
import { DPKG } from './dpkg/dpkg.ts';
import { NPM } from './npm/npm.ts';
import { PYTHON } from './python/python.ts';

/** Every cataloguer, in the order in which they are asked. */
export const CATALOGUERS: readonly Cataloguer[] = [DPKG, APK, NPM, PYTHON];
