import type { Report } from '../../src/model/report.ts';
import { aComponent } from './components.ts';
import { sampleReport, sampleVulnerability } from './sample-report.ts';

const OS_PURL = 'pkg:deb/debian/python3-yaml@6.0-3?arch=amd64&distro=debian-12';

/** A report of an image with everything that an SBOM has to say: places, sources, licences, modules, owners. */
export function sbomReport(over: Partial<Report> = {}): Report {
  return sampleReport({
    components: [
      aComponent({
        licence: 'MIT AND Zlib',
        source: { name: 'openssl', version: '1.1.1c-r0' },
        locations: [
          { path: 'lib/apk/db/installed', layer: 0 },
          { path: 'a path/with ünïcode', layer: 1 },
        ],
      }),
      aComponent({ name: 'busybox', version: '1.30.1-r2', licence: 'GPL-2.0' }),
      aComponent({ name: 'odd', version: '1', licence: 'as is, ask us', locations: [] }),
      aComponent({
        purl: OS_PURL,
        name: 'python3-yaml',
        version: '6.0-3',
        ecosystem: 'Debian:12',
        source: { name: 'pyyaml', version: '6.0-3' },
      }),
      aComponent({
        purl: 'pkg:pypi/pyyaml@6.0',
        name: 'PyYAML',
        version: '6.0',
        ecosystem: 'PyPI',
        ownedBy: OS_PURL,
        locations: [{ path: 'usr/lib/python3/dist-packages/PyYAML.egg-info', layer: 0 }],
      }),
      aComponent({
        purl: 'pkg:rpm/redhat/nodejs@18.9.1-1.module%2Bel8?arch=x86_64&distro=rhel-8.9&epoch=1',
        name: 'nodejs',
        version: '1:18.9.1-1.module+el8',
        ecosystem: null,
        module: 'nodejs:18',
      }),
    ],
    ...over,
  });
}

/** Such a report with a vulnerability that counts, and one that was accepted. */
export function sbomReportWithFindings(): Report {
  const [libssl, busybox] = sbomReport().components;
  return sbomReport({
    findings: [
      sampleVulnerability({ component: libssl ?? null, aliases: ['ALPINE-CVE-2019-1549', 'GHSA-x'] }),
      sampleVulnerability({ component: busybox ?? null }),
      sampleVulnerability({
        rule: 'CVE-2020-0001',
        component: busybox ?? null,
        fixedIn: [],
        score: null,
        suppressed: { by: 'exception', reason: 'not reachable', owner: 'team', expires: '2026-12-31' },
      }),
      sampleVulnerability({
        rule: 'CVE-2020-0002',
        component: busybox ?? null,
        suppressed: { by: 'vex', reason: 'not in the execute path', owner: null, expires: null },
      }),
    ],
  });
}

/** A report of which the inventory is not whole. */
export function partialSbomReport(): Report {
  const report = sbomReport();
  return {
    ...report,
    steps: report.steps.map((step) =>
      step.id === 'inventory'
        ? { ...step, status: 'partial', reason: 'one thing could not be examined' }
        : step,
    ),
    unknowns: [{ step: 'inventory', place: 'var/lib/rpm/Packages', reason: 'it is cut off' }],
  };
}
