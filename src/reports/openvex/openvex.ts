import type { JudgedFinding, Suppression } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { jsonText } from '../../util/escape.ts';
import { imagePurls } from '../../util/image-purl.ts';
import { uuidOf } from '../../util/uuid.ts';
import type { ReportFormatter } from '../report-format.ts';

/**
 * What people decided about the vulnerabilities of the image, for other tools: what VEX documents said not to
 * affect it, and accepted exceptions as affected, with what was decided. Source: OpenVEX specification 0.2.0.
 */
export const openvexReport: ReportFormatter = {
  id: 'openvex',
  mediaType: 'application/json',
  render: (report) => `${jsonText(documentOf(report), 2)}\n`,
};

function documentOf(report: Report): object {
  const statements = statementsOf(report);
  const { subject, finishedAt, tool } = report;
  const seed = JSON.stringify([subject?.digest ?? subject?.imageId ?? subject?.reference ?? '', statements]);
  return {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `urn:uuid:${uuidOf(seed)}`,
    author: `${tool.name} ${tool.version}`,
    timestamp: finishedAt,
    version: 1,
    statements,
  };
}

function statementsOf({ findings, subject }: Report): readonly object[] {
  const image = imagePurls(subject);
  const groups = new Map<string, JudgedFinding[]>();
  for (const finding of findings) {
    if (finding.category !== 'vulnerability' || finding.suppressed === null) continue;
    const key = JSON.stringify([finding.rule, finding.suppressed]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => statementOf(group, image));
}

/**
 * What was decided holds in this image: it is the product, and the packages are its parts. An image without a digest
 * cannot be named, and then there is only the package with its version.
 */
function statementOf(group: readonly JudgedFinding[], image: readonly string[]): object {
  const [first] = group;
  const purls = group.flatMap(({ component }) => component?.purl ?? []);
  const parts = [...new Set(purls)].sort().map(partOf);
  return {
    vulnerability: { name: first?.rule, aliases: first?.aliases ?? [] },
    products: image.length === 0 ? parts : image.map((purl) => ({ ...partOf(purl), subcomponents: parts })),
    ...decisionOf(first?.suppressed ?? null),
  };
}

/** An accepted risk is still a risk: it is told as affected, with the decision as what is done about it. */
function decisionOf(suppressed: Suppression | null): object {
  if (suppressed === null) return {};
  const { by, reason, owner, expires } = suppressed;
  if (by === 'vex') return { status: 'not_affected', impact_statement: reason };
  const until = expires === null ? '' : `, until ${expires}`;
  const who = owner === null ? '' : ` by ${owner}`;
  return { status: 'affected', action_statement: `Accepted${who}${until}: ${reason}` };
}

function partOf(purl: string): object {
  return { '@id': purl, identifiers: { purl } };
}
