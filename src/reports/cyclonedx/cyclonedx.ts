import type { Component } from '../../model/component.ts';
import type { Report } from '../../model/report.ts';
import { jsonText } from '../../util/escape.ts';
import type { ReportFormatter } from '../report-format.ts';
import { identityOf } from '../sbom/identity.ts';
import { imageProperties, isWhole, runProperties } from '../sbom/properties.ts';
import { cdxComponent, cdxOs, referencesOf } from './components.ts';
import type { CdxComponent, CdxDependency, CycloneDx } from './document.ts';
import { cdxVulnerabilities } from './vulnerabilities.ts';

/**
 * The inventory as an SBOM, with the vulnerabilities where they were looked for.
 * Source: CycloneDX 1.6, JSON.
 */
export const cyclonedxReport: ReportFormatter = {
  id: 'cyclonedx',
  mediaType: 'application/vnd.cyclonedx+json; version=1.6',
  render: (report) => `${jsonText(toCycloneDx(report), 2)}\n`,
};

const IMAGE = 'image';
const OS = 'os';

export function toCycloneDx(report: Report): CycloneDx {
  const { components, findings, subject, tool } = report;
  const os = subject?.os ?? null;
  const refs = referencesOf(components);
  const refByPurl = new Map([...refs].toReversed().map(([{ purl }, ref]) => [purl, ref]));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${identityOf(report).uuid}`,
    version: 1,
    metadata: {
      timestamp: report.finishedAt,
      tools: { components: [{ type: 'application', name: tool.name, version: tool.version }] },
      component: imageComponent(report),
      properties: runProperties(report),
    },
    components: [
      ...(os === null ? [] : [cdxOs(os, OS)]),
      ...[...refs].map(([component, ref]) => cdxComponent(component, ref)),
    ],
    dependencies: dependenciesOf(refs, refByPurl, os === null ? [] : [OS]),
    // Never `complete`: what was put into the image without a trace of its origin is seen by nobody.
    compositions: [
      { aggregate: isWhole(report) ? 'unknown' : 'incomplete', assemblies: [IMAGE] },
      { aggregate: 'incomplete', dependencies: [IMAGE] },
    ],
    ...(wasAssessed(report)
      ? { vulnerabilities: cdxVulnerabilities(findings, (purl) => refByPurl.get(purl) ?? null) }
      : {}),
  };
}

function imageComponent(report: Report): CdxComponent {
  const { name, version, purl, sha256 } = identityOf(report);
  const properties = imageProperties(report);
  return {
    'bom-ref': IMAGE,
    type: 'container',
    name,
    ...(version === null ? {} : { version }),
    ...(sha256 === null ? {} : { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
    ...(purl === null ? {} : { purl }),
    ...(properties.length === 0 ? {} : { properties }),
  };
}

/** The image needs what nothing in it brought; an OS package needs what came with it. */
function dependenciesOf(
  refs: ReadonlyMap<Component, string>,
  refByPurl: ReadonlyMap<string, string>,
  first: readonly string[],
): readonly CdxDependency[] {
  const needs = new Map<string, string[]>([[IMAGE, [...first]]]);
  for (const [{ ownedBy }, ref] of refs) {
    const owner = (ownedBy === null ? null : refByPurl.get(ownedBy)) ?? IMAGE;
    const list = needs.get(owner) ?? [];
    list.push(ref);
    needs.set(owner, list);
  }
  return [...needs].map(([ref, dependsOn]) => ({ ref, dependsOn }));
}

function wasAssessed({ steps }: Report): boolean {
  const step = steps.find(({ id }) => id === 'vulnerabilities');
  return step?.status === 'complete' || step?.status === 'partial';
}
