import type { Refusal } from '../../../model/signature.ts';
import type { AttestationRequirement } from '../../../model/trust.ts';
import { LIMITS } from '../../../util/limits.ts';
import { refuser } from '../code.ts';
import { durationText } from '../duration-text.ts';
import type { Judged, Statement } from '../judged.ts';
import { showRule, showText, textFits } from '../sigstore/identity/text-rule.ts';
import { ATTESTATION_CODES } from './codes.ts';
import { isSbomType, isScanType, listsSomething, statedTime } from './content.ts';
import { readProvenance, type Provenance } from './provenance.ts';

/**
 * Looks for one statement that meets a requirement, among those that trusted authorities made; null when there is one.
 * Otherwise why the one that came closest does not.
 */
export function checkAttestation(
  requirement: AttestationRequirement,
  accepted: readonly Judged[],
  now: Date,
): Refusal | null {
  let closest: Refusal | null = null;
  for (const { statement, signedAt, refusal } of accepted) {
    if (refusal !== null || statement === null || !isOfType(requirement, statement)) continue;
    const lack = lackOf(requirement, { statement, signedAt, now });
    if (lack === null) return null;
    closest ??= lack;
  }
  const wanted = requirement.predicateTypes.join(' or ');
  return closest ?? refused('ATTESTATION_MISSING', `no trusted attestation of the type ${wanted} was found`);
}

const VERSION = /^\/v?\d[\d.]*$/u;

/** A type without a version stands for its versions: `https://cyclonedx.org/bom` for `https://cyclonedx.org/bom/v1.6`. */
function isOfType({ predicateTypes }: AttestationRequirement, { predicateType }: Statement): boolean {
  return predicateTypes.some(
    (type) =>
      predicateType === type ||
      (predicateType.startsWith(type) && VERSION.test(predicateType.slice(type.length))),
  );
}

interface Stated {
  readonly statement: Statement;
  readonly signedAt: string | null;
  readonly now: Date;
}

function lackOf(requirement: AttestationRequirement, stated: Stated): Refusal | null {
  const { predicateType, predicate } = stated.statement;
  if (isSbomType(predicateType) && !listsSomething(predicate)) {
    return refused('SBOM_EMPTY', 'the SBOM lists nothing');
  }
  const provenance = readProvenance(predicateType, predicate);
  if (asksProvenance(requirement)) {
    if (provenance === null) {
      return refused('ATTESTATION_MALFORMED', `${predicateType} does not have the form of SLSA provenance`);
    }
    const lack = provenanceLack(requirement, provenance);
    if (lack !== null) return lack;
  }
  return ageLack(requirement, stated, provenance);
}

function asksProvenance(requirement: AttestationRequirement): boolean {
  const { slsaLevel, builder, sourceRepository, sourceRef, sourceCommit } = requirement;
  return [slsaLevel, builder, sourceRepository, sourceRef, sourceCommit].some((one) => one !== null);
}

function provenanceLack(requirement: AttestationRequirement, provenance: Provenance): Refusal | null {
  const { slsaLevel, builders } = requirement;
  for (const [code, what, rule, value] of [
    ['PROVENANCE_BUILDER', 'builder', requirement.builder, provenance.builder],
    ['PROVENANCE_SOURCE', 'source repository', requirement.sourceRepository, provenance.repository],
    ['PROVENANCE_REF', 'branch or tag', requirement.sourceRef, provenance.ref],
    ['PROVENANCE_COMMIT', 'commit', requirement.sourceCommit, provenance.commit],
  ] as const) {
    if (rule === null || textFits(rule, value)) continue;
    return refused(code, `the ${what} is ${showText(value)}, and the rule asks for ${showRule(rule)}`);
  }
  if (slsaLevel === null) return null;
  const level = Math.max(
    0,
    ...builders.filter(({ id }) => textFits(id, provenance.builder)).map((one) => one.level),
  );
  if (level >= slsaLevel) return null;
  const message = `the builder ${showText(provenance.builder)} stands for SLSA level ${level}, and the rule asks for ${slsaLevel}`;
  return refused('PROVENANCE_LEVEL', message);
}

/**
 * Of several times the oldest counts: a new signature under an old scan does not make the scan new. So a scan has to
 * state its time itself.
 */
function ageLack(
  { maxAge }: AttestationRequirement,
  { statement, signedAt, now }: Stated,
  provenance: Provenance | null,
): Refusal | null {
  if (maxAge === null) return null;
  const own = statedTime(statement.predicate);
  const times = [own, provenance?.finishedAt ?? null, signedAt];
  const known = times.filter((time) => time !== null).map((time) => Date.parse(time));
  const isSilent = own === null && isScanType(statement.predicateType);
  if (isSilent || known.length === 0 || known.some((time) => Number.isNaN(time))) {
    return refused('ATTESTATION_TIME_UNKNOWN', 'nothing tells when the attestation was made');
  }
  const oldest = Math.min(...known);
  if (oldest - now.getTime() > LIMITS.clockSkewMs.value) {
    return refused(
      'ATTESTATION_TIME_FUTURE',
      `the attestation was made on ${new Date(oldest).toISOString()}, which is still to come`,
    );
  }
  if (now.getTime() - oldest <= maxAge) return null;
  const when = new Date(oldest).toISOString();
  return refused(
    'ATTESTATION_TOO_OLD',
    `the attestation was made on ${when}, and the rule allows ${durationText(maxAge)}`,
  );
}

function refused(code: keyof typeof ATTESTATION_CODES, message: string): Refusal {
  return refuse(code, message).refusal;
}

const refuse = refuser(ATTESTATION_CODES);
