import type { Dockerfile, Instruction } from '../../dockerfile/dockerfile.ts';
import type { Finding, Fix, TextRange } from '../../model/finding.ts';
import type { RuleMetadata } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import { fingerprint } from '../../util/fingerprint.ts';
import { ruleFinding } from '../rule-finding.ts';

export interface Occurrence {
  readonly range: TextRange;
  readonly message: string;
  readonly severity?: Severity;
  readonly key?: string;
  readonly instruction?: Instruction;
  readonly fix?: Fix;
}

export type FindingMaker = (rule: RuleMetadata, occurrence: Occurrence) => Finding;

const SPACES = /\s+/gu;
const VERSION = /\d+(?:\.\d+)+/gu;
const DIGEST = /sha256:[0-9a-f]{64}/gu;
const TAG = /^(FROM\s(?:\s*--\S+\s)*\s*[^\s:@]+(?::\d+\/[^\s:@]+)?)[:@]\S+/iu;

/**
 * Makes findings of hits. The id holds the rule, the file, the instruction's text without versions, tags and
 * digests, and how many hits of the same text came before: it survives moved lines and updates.
 */
export function newFindingMaker({ path }: Dockerfile): FindingMaker {
  const seen = new Map<string, number>();
  return (rule, { range, message, severity, key, instruction, fix }) => {
    const text = key ?? stableText(instruction?.raw ?? '');
    const same = `${rule.id}\0${text}`;
    const count = seen.get(same) ?? 0;
    seen.set(same, count + 1);
    const id = fingerprint('lint', rule.id, path, text, String(count));
    const location = { path: null, layer: null, dockerfile: { path, ...range } };
    const finding = ruleFinding({
      rule,
      id,
      message,
      location,
      ...(severity === undefined ? {} : { severity }),
    });
    return fix === undefined ? finding : { ...finding, fix };
  };
}

function stableText(raw: string): string {
  return raw
    .slice(0, 10_000)
    .replace(TAG, '$1')
    .replace(DIGEST, '')
    .replace(VERSION, '0')
    .replace(SPACES, ' ')
    .trim();
}
