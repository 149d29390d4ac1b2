import type { JudgedFinding } from '../../model/finding.ts';
import type { Advice } from '../../model/report.ts';
import type { RuleMetadata } from '../../model/rule.ts';
import { markdown } from '../../util/escape.ts';
import { adviceLines } from '../advice-lines.ts';
import { count } from '../words.ts';

/** Lines of advice: more is not read. */
const MAX_LINES = 20;
/** Ids listed in one line. */
const MAX_IDS = 5;

/** What to do about the image, and about the findings that block, most effective first. */
export function adviceSection(
  blocking: readonly JudgedFinding[],
  rules: ReadonlyMap<string, RuleMetadata>,
  advice: Advice | null = null,
): readonly string[] {
  const lines = [
    ...adviceLines(advice, (name) => `<code>${markdown(name, 200)}</code>`),
    // Said once: the advice for the image says more of the base.
    ...(advice?.base ? [] : baseAdvice(blocking)),
    ...packageAdvice(blocking),
    ...ruleAdvice(blocking, rules),
  ];
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MAX_LINES);
  const more = lines.length - shown.length;
  const rest = more > 0 ? [`- and ${count(more, 'more', 'more')}`] : [];
  return ['### What to do', [...shown.map((line) => `- ${line}`), ...rest].join('\n')];
}

function baseAdvice(blocking: readonly JudgedFinding[]): readonly string[] {
  const fromBase = blocking.filter(({ location }) => location.layer?.base === true).length;
  if (fromBase === 0) return [];
  const verb = fromBase === 1 ? 'comes' : 'come';
  return [
    `${count(fromBase, 'blocking finding')} ${verb} with the base image: a newer base image may remove ${fromBase === 1 ? 'it' : 'them'}.`,
  ];
}

function packageAdvice(blocking: readonly JudgedFinding[]): readonly string[] {
  const updates = blocking.filter(({ component, fixedIn }) => component !== null && fixedIn.length > 0);
  const groups = Map.groupBy(updates, ({ component, fixedIn }) =>
    JSON.stringify([component?.name, component?.version, fixedIn]),
  );
  return [...groups.values()]
    .toSorted((a, b) => distinctRules(b).length - distinctRules(a).length)
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined || first.component === null) return [];
      const { name, version } = first.component;
      const fixed = markdown(first.fixedIn.join(' or '), 200);
      return [
        `Update <code>${markdown(name, 200)}</code> ${markdown(version, 100)} to ${fixed}: ${ids(distinctRules(group))}.`,
      ];
    });
}

function ruleAdvice(
  blocking: readonly JudgedFinding[],
  rules: ReadonlyMap<string, RuleMetadata>,
): readonly string[] {
  return distinctRules(blocking).flatMap((id) => {
    const rule = rules.get(id);
    return rule === undefined ? [] : [`${markdown(id, 100)}: ${rule.fix.replaceAll('\n', ' ')}`];
  });
}

function distinctRules(findings: readonly JudgedFinding[]): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}

function ids(rules: readonly string[]): string {
  const shown = rules.slice(0, MAX_IDS).map((rule) => markdown(rule, 100));
  const more = rules.length - shown.length;
  return `removes ${shown.join(', ')}${more > 0 ? ` and ${count(more, 'more', 'more')}` : ''}`;
}
