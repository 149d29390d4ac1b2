import type { Cataloguer, ProgramCataloguer } from '../cataloguer.ts';
import { APK } from './apk/apk.ts';
import { CONDA } from './conda/conda.ts';
import { DOTNET } from './dotnet/dotnet.ts';
import { DOTNET_SINGLE_FILE } from './dotnet/single-file.ts';
import { DPKG } from './dpkg/dpkg.ts';
import { GO } from './go/go.ts';
import { JAVA } from './java/java.ts';
import { LOCKS } from './locks/index.ts';
import { NPM } from './npm/npm.ts';
import { PNP } from './npm/pnp.ts';
import { OPKG } from './opkg/opkg.ts';
import { PACKED } from './packed/packed.ts';
import { PHP } from './php/php.ts';
import { EGG } from './python/egg.ts';
import { NAMELESS } from './python/nameless.ts';
import { PYTHON } from './python/python.ts';
import { RPM } from './rpm/rpm.ts';
import { RUBY } from './ruby/ruby.ts';
import { RUNTIME } from './runtimes/runtimes.ts';
import { RUST } from './rust/rust.ts';

/** Every cataloguer, in the order in which they are asked. */
export const CATALOGUERS: readonly Cataloguer[] = [
  DPKG,
  APK,
  RPM,
  OPKG,
  NPM,
  PNP,
  PYTHON,
  NAMELESS,
  EGG,
  CONDA,
  JAVA,
  RUBY,
  PHP,
  DOTNET,
  ...LOCKS,
];

/** Every cataloguer of programs, in the order in which they are asked; each is asked. */
export const PROGRAM_CATALOGUERS: readonly ProgramCataloguer[] = [
  GO,
  RUST,
  DOTNET_SINGLE_FILE,
  RUNTIME,
  PACKED,
];
