import { InputError } from '../model/errors.ts';
import type { RuleMetadata } from '../model/rule.ts';
import { nearest } from '../util/nearest.ts';
import { ALL_RULES } from './rules.ts';
import type { CodeMetadata } from './signatures/code.ts';
import { SIGNATURE_CODES } from './signatures/codes.ts';

/**
 * What `image-gate rules [id]` prints. An id may also be an alias, or the code of a refused signature. Throws
 * `InputError` for one that is none of them.
 */
export function rulesText(id: string | null): string {
  if (id === null) return listText();
  const wanted = id.toUpperCase();
  const found = ALL_RULES.filter((rule) => rule.id === wanted || rule.aliases.includes(wanted));
  if (found.length > 0) return found.map((rule) => ruleText(rule)).join('\n');
  const codes = new Map<string, CodeMetadata>(SIGNATURE_CODES.flatMap((one) => Object.entries(one.codes)));
  const metadata = codes.get(wanted);
  if (metadata !== undefined) return codeText(wanted, metadata);
  const near = nearest(id, [...ALL_RULES.flatMap((rule) => [rule.id, ...rule.aliases]), ...codes.keys()]);
  throw new InputError('RULE_UNKNOWN', `there is no rule "${id}"`, {
    hint: near === null ? 'image-gate rules lists all of them.' : `Did you mean "${near}"?`,
  });
}

function listText(): string {
  const idWidth = Math.max(...ALL_RULES.map((rule) => rule.id.length));
  const lines = ALL_RULES.map(
    ({ id, severity, category, title }) =>
      `${id.padEnd(idWidth)}  ${severity.padEnd(8)}  ${category.padEnd(9)}  ${title}\n`,
  );
  return `${lines.join('')}\nimage-gate rules <id> explains one.\n`;
}

function codeText(code: string, { class: kind, title, fix }: CodeMetadata): string {
  return `${code}  ${title}\nCode of a signature or attestation that is not accepted. Class: ${kind}.\n\nWhat to do: ${fix}\n`;
}

function ruleText(rule: RuleMetadata): string {
  const { id, title, severity, category, why, fix, references, aliases } = rule;
  const lines = [
    `${id}  ${title}`,
    `Severity: ${severity}. Category: ${category}.`,
    '',
    why,
    '',
    `What to do: ${fix}`,
    ...(references.length === 0 ? [] : ['', `References: ${references.join(', ')}`]),
    ...(aliases.length === 0 ? [] : [`Also called: ${aliases.join(', ')}`]),
  ];
  return `${lines.join('\n')}\n`;
}
