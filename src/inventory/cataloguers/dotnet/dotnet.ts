import { LIMITS } from '../../../util/limits.ts';
import type { Cataloguer, Reading } from '../../cataloguer.ts';
import { statedVersion } from '../text.ts';
import { nugetPackage, readDepsJson, runtimeIdentifier } from './deps-json.ts';

const SUFFIX = '.deps.json';
const SHARED =
  /(?:^|\/)shared\/(Microsoft\.(?:NETCore|AspNetCore|WindowsDesktop)\.App)\/([^/]+)\/\1\.deps\.json$/u;

/** NuGet packages of .NET applications, and the shared frameworks of the .NET runtime. */
export const DOTNET: Cataloguer = {
  id: 'dotnet',
  ecosystem: 'nuget',
  sees: 'NuGet packages and runtime packs in `*.deps.json`; the shared frameworks of .NET and ASP.NET Core, as the runtime packs that their advisories name.',
  doesNotSee:
    'Packages listed without files, because the framework holds them; assemblies without a `*.deps.json`; applications for the .NET Framework (`packages.config`); `*.nupkg` archives.',
  names: { suffixes: [SUFFIX] },
  wants: (path) => path.endsWith(SUFFIX),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readDotnet,
  wellKnown: [],
  behindLinks: [''],
  linkedFolders: null,
};

function readDotnet(content: Buffer, path: string): Reading {
  const reading = readDepsJson(content);
  const [, framework, folder] = SHARED.exec(path) ?? [];
  if (framework === undefined) return reading;
  const pack = `${framework}.Runtime.`;
  if (reading.packages.some(({ name }) => name.startsWith(pack))) return reading;
  const version = statedVersion(folder);
  if (version === null) return { ...reading, unknowns: [...reading.unknowns, 'its folder is no version'] };
  const identifier = runtimeIdentifier(content);
  // Before .NET 3.0 there were no runtime packs, and advisories name the framework.
  const name = identifier === null ? framework : `${pack}${identifier}`;
  return { ...reading, packages: [...reading.packages, nugetPackage(name, version)] };
}
