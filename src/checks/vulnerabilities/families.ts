/** How the advisories of a distribution name what they speak of. */
export interface Family {
  /** The package they name: the source that it was built from, the installed package, or either. */
  readonly names: 'source' | 'binary' | 'both';
  /** Their `ecosystem_specific.binaries` says which of the built packages are meant. */
  readonly listsBinaries?: true;
  /** The ecosystems in which records about a release are kept, where that is not its own name. */
  readonly ecosystems?: (ecosystem: string) => readonly string[];
}

const RED_HAT_STREAMS = [
  'baseos',
  'appstream',
  'crb',
  'highavailability',
  'nfv',
  'realtime',
  'resilientstorage',
];
const RED_HAT_7 = ['server', 'client', 'workstation', 'computenode'];
/** What a SUSE Linux Enterprise system without extra contracts installs from; LTSS needs one. */
const SUSE_PRODUCTS = [
  'Server',
  'Module for Basesystem',
  'Module for Server Applications',
  'Module for Development Tools',
  'Module for Web and Scripting',
  'Module for Containers',
  'Module for Python 3',
  'Module for Desktop Applications',
  'Module for Legacy',
  'Module for Public Cloud',
];
const SUSE_RELEASE = /^SUSE:Linux Enterprise Server (\d.*)$/u;
const RED_HAT_RELEASE = /^Red Hat:enterprise_linux:(\d+)$/u;

/**
 * By the name of the ecosystem without release; what is not here names its packages as they are installed.
 * Source: OSV schema, "affected[].package"; the distributions' own records.
 */
export const FAMILIES: ReadonlyMap<string, Family> = new Map<string, Family>([
  ['Alpaquita', { names: 'both' }],
  ['Alpine', { names: 'source' }],
  ['Azure Linux', { names: 'both' }],
  ['BellSoft Hardened Containers', { names: 'both' }],
  ['Chainguard', { names: 'both' }],
  ['Debian', { names: 'source' }],
  ['Mageia', { names: 'source' }],
  ['MinimOS', { names: 'both' }],
  ['openEuler', { names: 'both' }],
  ['openSUSE', { names: 'source', listsBinaries: true }],
  ['Red Hat', { names: 'both', ecosystems: redHat }],
  ['Rocky Linux', { names: 'source' }],
  ['SUSE', { names: 'source', listsBinaries: true, ecosystems: suse }],
  ['Ubuntu', { names: 'source' }],
  ['Wolfi', { names: 'both' }],
]);

/** Red Hat keeps records for each repository of a release: `Red Hat:enterprise_linux:9::appstream`. */
function redHat(ecosystem: string): readonly string[] {
  const release = RED_HAT_RELEASE.exec(ecosystem)?.[1];
  if (release === undefined) return [ecosystem];
  const streams = release === '7' ? RED_HAT_7 : RED_HAT_STREAMS;
  return streams.map((stream) => `${ecosystem}::${stream}`);
}

/** SUSE keeps records for each product: `SUSE:Linux Enterprise Module for Basesystem 15 SP5`. */
function suse(ecosystem: string): readonly string[] {
  const release = SUSE_RELEASE.exec(ecosystem)?.[1];
  if (release === undefined) return [ecosystem];
  return SUSE_PRODUCTS.map((product) => `SUSE:Linux Enterprise ${product} ${release}`);
}
