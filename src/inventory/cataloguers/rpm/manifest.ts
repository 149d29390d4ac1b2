import type { Package, Reading } from '../../cataloguer.ts';
import { quoted, statedVersion } from '../text.ts';

const COLUMNS = 10;
const EPOCH = /^\d+$/u;
const SOURCE_RPM = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/u;

/**
 * The list that images without an RPM database carry (`container-manifest-2`): name, version-release, two times,
 * vendor, epoch, size, architecture, epoch and source RPM, between tabs.
 * Source: `rpm -qa --qf` as Azure Linux's distroless images are made with it.
 */
export function readManifest(content: Buffer): Reading {
  const packages: Package[] = [];
  const unknowns: string[] = [];
  for (const line of content.toString('utf8').split('\n')) {
    if (line === '') continue;
    const fields = line.split('\t');
    const [name = '', stated] = fields;
    const version = statedVersion(stated);
    if (fields.length !== COLUMNS || name === '' || version === null) {
      unknowns.push(`a line is not of a package: ${quoted(line)}`);
      continue;
    }
    const epoch = EPOCH.test(fields[5] ?? '') && fields[5] !== '0' ? `${fields[5]}:` : '';
    const source = SOURCE_RPM.exec(fields[9] ?? '');
    packages.push({
      type: 'rpm',
      name,
      version: `${epoch}${version}`,
      architecture: fields[7] ?? null,
      source:
        source?.[1] === undefined
          ? { name, version: `${epoch}${version}` }
          : { name: source[1], version: `${epoch}${source[2] ?? ''}` },
      licence: null,
    });
  }
  return { packages, owned: [], unknowns };
}
