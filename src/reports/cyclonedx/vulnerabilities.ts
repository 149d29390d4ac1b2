import type { JudgedFinding, Suppression } from '../../model/finding.ts';
import { optional, type Property } from '../sbom/properties.ts';
import type { CdxAffected, CdxVulnerability } from './document.ts';

/**
 * One entry for each vulnerability and judgement: where two packages are judged differently, there are two.
 * `refOf` gives the reference of a package URL in the document.
 */
export function cdxVulnerabilities(
  findings: readonly JudgedFinding[],
  refOf: (purl: string) => string | null,
): readonly CdxVulnerability[] {
  const groups = Map.groupBy(
    findings.filter(({ category }) => category === 'vulnerability'),
    ({ rule, severity, score, suppressed, fixState }) =>
      JSON.stringify([rule, severity, score, suppressed, fixState]),
  );
  return [...groups.values()].map((group) => cdxVulnerability(group, refOf));
}

function cdxVulnerability(
  group: readonly JudgedFinding[],
  refOf: (purl: string) => string | null,
): CdxVulnerability {
  const [first] = group;
  if (first === undefined) throw new RangeError('a group has at least one finding');
  const { rule, severity, score, title, suppressed } = first;
  const aliases = unique(group.flatMap((finding) => finding.aliases)).filter((alias) => alias !== rule);
  const advisories = unique(group.flatMap((finding) => finding.references)).filter((url) =>
    URL.canParse(url),
  );
  const advice = unique(group.map(recommendation).filter((text) => text !== null));
  const properties = propertiesOf(first);
  return {
    id: rule,
    ...(aliases.length === 0
      ? {}
      : { references: aliases.map((id) => ({ id, source: { name: sourceOf(id) } })) }),
    ratings: [{ severity, ...(score === null ? {} : { score }) }],
    description: title,
    ...(advice.length === 0 ? {} : { recommendation: advice.join(' ') }),
    ...(advisories.length === 0 ? {} : { advisories: advisories.map((url) => ({ url })) }),
    ...(suppressed === null ? {} : { analysis: analysisOf(suppressed) }),
    affects: affectedBy(group, refOf),
    ...(properties.length === 0 ? {} : { properties }),
  };
}

function affectedBy(
  group: readonly JudgedFinding[],
  refOf: (purl: string) => string | null,
): readonly CdxAffected[] {
  const byRef = new Map<string, CdxAffected>();
  for (const { component, suppressed } of group) {
    if (component === null) continue;
    const ref = refOf(component.purl) ?? component.purl;
    const { version } = component;
    const status = suppressed?.by === 'vex' ? 'unaffected' : 'affected';
    byRef.set(ref, version === '' ? { ref } : { ref, versions: [{ version, status }] });
  }
  return [...byRef.values()];
}

/** An accepted risk is still one: only a statement that it does not reach the product makes it `not_affected`. */
function analysisOf({ by, reason, owner, expires }: Suppression): NonNullable<CdxVulnerability['analysis']> {
  const who = owner === null ? '' : ` by ${owner}`;
  const until = expires === null ? '' : ` until ${expires}`;
  const detail = `${by}${who}${until}: ${reason}`;
  return by === 'vex' ? { state: 'not_affected', detail } : { response: ['will_not_fix'], detail };
}

function recommendation({ component, fixedIn }: JudgedFinding): string | null {
  if (component === null || fixedIn.length === 0) return null;
  return `Update ${component.name} to ${fixedIn.join(' or ')}.`;
}

function propertiesOf({
  fixState,
  kev,
  ransomware,
  epss,
  epssPercentile,
}: JudgedFinding): readonly Property[] {
  return [
    ...optional('fix-state', fixState),
    ...optional('kev', textOf(kev)),
    ...optional('ransomware', textOf(ransomware)),
    ...optional('epss', textOf(epss)),
    ...optional('epss-percentile', textOf(epssPercentile)),
  ];
}

function textOf(value: boolean | number | null): string | null {
  return value === null ? null : String(value);
}

function sourceOf(id: string): string {
  if (id.startsWith('CVE-')) return 'NVD';
  return id.startsWith('GHSA-') ? 'GitHub' : 'OSV';
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
