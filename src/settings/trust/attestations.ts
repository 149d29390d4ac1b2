import type { AttestationRequirement, TextRule } from '../../model/trust.ts';
import { durationOf } from './duration.ts';
import { checkPattern } from './pattern.ts';
import { PREDICATE_NAMES, predicateTypesOf } from './predicate-types.ts';
import type { Fields, Spot } from './spot.ts';
import { entriesOf, fieldsOf, readAt, refusal, textOf, wholeOf } from './spot.ts';
import { refuseWildcard, textRuleOf } from './text-rule.ts';

/** What only provenance states. */
const PROVENANCE_KEYS = [
  'slsa-level',
  'builders',
  'builder-patterns',
  'builder',
  'builder-pattern',
  'source-repository',
  'source-repository-pattern',
  'source-ref',
  'source-ref-pattern',
  'source-commit',
  'source-commit-pattern',
];
const KEYS = ['name', 'type', 'max-age', ...PROVENANCE_KEYS];
const PROVENANCE = PREDICATE_NAMES.get('slsa-provenance') ?? [];
const HIGHEST_LEVEL = 4;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;
const REPOSITORY_URL = /^https:\/\/[^/\s]+\/\S+$/u;

/** One item of `attestations`. */
export function attestationOf(spot: Spot): AttestationRequirement {
  const fields = fieldsOf(spot, KEYS);
  const type = fields.need('type');
  const predicateTypes = predicateTypesOf(type);
  refuseWhatIsNotStated(fields, predicateTypes);
  const requirement: AttestationRequirement = {
    name: fields.read('name', textOf, textOf(type)),
    predicateTypes,
    ...levelOf(fields),
    builder: textRuleOf(fields, 'builder', 'id'),
    sourceRepository: textRuleOf(fields, 'source-repository', 'id'),
    sourceRef: textRuleOf(fields, 'source-ref', 'ref'),
    sourceCommit: commitOf(fields),
    maxAge: fields.read('max-age', durationOf, null),
  };
  if (
    requirement.sourceRepository?.kind === 'exact' &&
    !REPOSITORY_URL.test(requirement.sourceRepository.text)
  ) {
    throw refusal(fields.need('source-repository'), 'it is not the address of a repository', {
      hint: 'Write it as https://github.com/owner/name.',
    });
  }
  return requirement;
}

function refuseWhatIsNotStated(fields: Fields, types: readonly string[]): void {
  if (types.every((type) => PROVENANCE.includes(type))) return;
  for (const key of PROVENANCE_KEYS) {
    const given = fields.get(key);
    if (given === null) continue;
    throw refusal(given, `${key} is asked of an attestation that does not state it`, {
      hint: 'Ask it of type: slsa-provenance.',
    });
  }
}

function levelOf(fields: Fields): Pick<AttestationRequirement, 'slsaLevel' | 'builders'> {
  const level = fields.get('slsa-level');
  const builders = [...buildersOf(fields, 'builders'), ...buildersOf(fields, 'builder-patterns')];
  if (level === null) {
    const [extra] = ['builders', 'builder-patterns'].flatMap((key) => fields.get(key) ?? []);
    if (extra === undefined) return { slsaLevel: null, builders };
    throw refusal(extra, 'it stands without slsa-level, and would mean nothing', {
      hint: 'Add slsa-level, or use builder to allow one builder only.',
    });
  }
  const slsaLevel = wholeOf(level, 1, HIGHEST_LEVEL);
  if (builders.some((builder) => builder.level >= slsaLevel)) return { slsaLevel, builders };
  throw refusal(level, `no builder stands for level ${String(slsaLevel)}: it can never be reached`, {
    hint: 'Provenance does not state its level: say in builders which builder ids you take for which level.',
  });
}

function buildersOf(
  fields: Fields,
  key: 'builders' | 'builder-patterns',
): readonly { readonly id: TextRule; readonly level: number }[] {
  const spot = fields.get(key);
  if (spot === null) return [];
  return entriesOf(spot).map(([text, level]) => ({
    id: key === 'builders' ? exactId(level, text) : patternId(level, text),
    level: wholeOf(level, 1, HIGHEST_LEVEL),
  }));
}

function exactId(spot: Spot, text: string): TextRule {
  refuseWildcard(spot, text);
  return { kind: 'exact', text };
}

function patternId(spot: Spot, source: string): TextRule {
  return { kind: 'pattern', source: readAt(spot, () => checkPattern(source, 'id')) };
}

function commitOf(fields: Fields): TextRule | null {
  const rule = textRuleOf(fields, 'source-commit', 'id');
  if (rule?.kind !== 'exact' || COMMIT.test(rule.text)) return rule;
  throw refusal(fields.need('source-commit'), 'it is not a whole commit id', {
    hint: 'Write all 40 (or 64) hexadecimal digits, in lower case.',
  });
}
