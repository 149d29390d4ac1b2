import { readRecords, recordFiles } from '../../src/checks/vulnerabilities/advisories/record-files.ts';
import type { OsvAffected } from '../../src/checks/vulnerabilities/advisories/osv-record.ts';
import { parseRecord } from '../../src/checks/vulnerabilities/advisories/osv-record.ts';

/** What one comparison is about: a distribution's release, or a language. */
export interface Subject {
  /** As OSV names it: `Debian:11`, `PyPI`. */
  readonly ecosystem: string;
  /** `pkg:<type>/<namespace>`. */
  readonly purlType: string;
  /** Syft's and Trivy's names of the type of package, which their readers of SBOMs go by. */
  readonly trivyType: string;
  readonly os: { readonly name: string; readonly version: string } | null;
}

export const SUBJECTS: readonly Subject[] = [
  distribution('Alpine:v3.10', 'apk', 'alpine', '3.10.2'),
  distribution('Alpine:v3.11', 'apk', 'alpine', '3.11.0'),
  distribution('Debian:10', 'deb', 'debian', '10.13'),
  distribution('Debian:11', 'deb', 'debian', '11.6'),
  distribution('AlmaLinux:8', 'rpm', 'alma', '8.9'),
  distribution('AlmaLinux:9', 'rpm', 'alma', '9.3'),
  language('PyPI', 'pkg:pypi', 'python-pkg'),
  language('Go', 'pkg:golang', 'gobinary'),
  language('npm', 'pkg:npm', 'node-pkg'),
  language('RubyGems', 'pkg:gem', 'gemspec'),
  language('Maven', 'pkg:maven', 'jar'),
];

function distribution(ecosystem: string, type: string, name: string, version: string): Subject {
  return { ecosystem, purlType: `pkg:${type}/${name}`, trivyType: name, os: { name, version } };
}

function language(ecosystem: string, purlType: string, trivyType: string): Subject {
  return { ecosystem, purlType, trivyType, os: null };
}

const EPOCH = /^(\d+):/u;

interface Installed {
  readonly name: string;
  readonly version: string;
}

/**
 * A CycloneDX document that holds packages of the advisories themselves, each in versions next to the bounds of
 * what is affected: there the scanners can disagree. The same for the same folder and seed.
 */
export async function boundarySbom(subject: Subject, folder: string, most: number): Promise<object> {
  const parent = subject.ecosystem.split(':')[0] ?? '';
  const files = await recordFiles(`${folder}/${parent}`);
  const versions = new Map<string, Set<string>>();
  if (files !== null) {
    for await (const { content } of readRecords(files, new AbortController().signal)) {
      const read = parseRecord(content.toString('utf8'));
      if (!read.ok) continue;
      for (const row of read.record.affected) {
        if (row.package?.ecosystem !== subject.ecosystem) continue;
        const known = versions.get(row.package.name) ?? new Set();
        for (const version of boundsOf(row)) known.add(version);
        versions.set(row.package.name, known);
      }
    }
  }
  const all = [...versions].flatMap(([name, set]) => [...set].map((version) => ({ name, version })));
  const step = Math.max(1, Math.floor(all.length / most));
  return documentOf(
    subject,
    all.filter((_, index) => index % step === 0),
  );
}

function boundsOf(row: OsvAffected): readonly string[] {
  const bounds: string[] = [];
  for (const { type, events } of row.ranges) {
    if (type === 'GIT') continue;
    for (const event of events) {
      for (const version of [event.introduced, event.fixed, event.last_affected]) {
        if (version !== undefined && version !== '0') bounds.push(version);
      }
    }
  }
  bounds.push(...row.versions.slice(0, 1), ...row.versions.slice(-1));
  return bounds;
}

function documentOf(subject: Subject, installed: readonly Installed[]): object {
  const { os } = subject;
  const system = {
    'bom-ref': 'os',
    type: 'operating-system',
    name: os?.name,
    version: os?.version,
    properties: [
      { name: 'aquasecurity:trivy:Class', value: 'os-pkgs' },
      { name: 'aquasecurity:trivy:Type', value: subject.trivyType },
    ],
  };
  const components = installed.map((one, index) => componentOf(subject, one, index));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { 'bom-ref': 'root', type: 'container', name: 'bounds' } },
    components: os === null ? components : [system, ...components],
    dependencies: os === null ? [] : [{ ref: 'os', dependsOn: components.map((one) => one['bom-ref']) }],
  };
}

function componentOf(subject: Subject, { name, version }: Installed, index: number) {
  const { os, purlType, trivyType } = subject;
  const path = purlName(purlType, name);
  // A package URL keeps the epoch of an RPM beside the version.
  const epoch = purlType.startsWith('pkg:rpm/') ? EPOCH.exec(version)?.[1] : undefined;
  const tail =
    os === null
      ? ''
      : `?distro=${os.name}-${os.version}&arch=x86_64${epoch === undefined ? '' : `&epoch=${epoch}`}`;
  const stated =
    purlType === 'pkg:golang' && !/^v|^go/u.test(version) && name.includes('.')
      ? `v${version}`
      : version.slice(epoch === undefined ? 0 : epoch.length + 1);
  const purl = `${purlType}/${path}@${encodeURIComponent(stated)}${tail}`;
  return {
    'bom-ref': `${purl}#${index}`,
    type: 'library',
    name: purlType === 'pkg:maven' ? name.slice(name.indexOf(':') + 1) : name,
    ...(purlType === 'pkg:maven' ? { group: name.slice(0, name.indexOf(':')) } : {}),
    version: stated,
    purl,
    properties: [
      { name: 'aquasecurity:trivy:PkgType', value: trivyType },
      ...(os === null ? [] : sourceProperties(name, version)),
    ],
  };
}

function purlName(purlType: string, name: string): string {
  if (purlType === 'pkg:maven') return name.replace(':', '/');
  return name
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
}

function sourceProperties(name: string, version: string): readonly object[] {
  const epoch = EPOCH.exec(version)?.[1];
  const rest = epoch === undefined ? version : version.slice(epoch.length + 1);
  const dash = rest.lastIndexOf('-');
  return [
    { name: 'aquasecurity:trivy:SrcName', value: name },
    { name: 'aquasecurity:trivy:SrcVersion', value: dash < 0 ? rest : rest.slice(0, dash) },
    ...(dash < 0 ? [] : [{ name: 'aquasecurity:trivy:SrcRelease', value: rest.slice(dash + 1) }]),
    ...(epoch === undefined ? [] : [{ name: 'aquasecurity:trivy:SrcEpoch', value: epoch }]),
  ];
}
