import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Log, ReportingDescriptor, Result, Run } from 'sarif';

const SCHEMA = resolve(
  import.meta.dirname,
  '../../node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json',
);
const NUMBER = /^\d{1,2}(?:\.\d+)?$/u;
const RELATIVE_URI = /^(?!\/)(?![a-z][a-z0-9+.-]*:)(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+$/u;

let schema: ValidateFunction | undefined;

/**
 * Why GitHub would refuse or spoil a SARIF file; empty when it would take all of it.
 * Source: SARIF 2.1.0 schema; GitHub, "SARIF support for code scanning", with its limits.
 */
export function githubSarifErrors(text: string): readonly string[] {
  let log: Log;
  try {
    log = JSON.parse(text) as Log;
  } catch {
    return ['it is not JSON'];
  }
  const invalid = schemaErrors(log);
  if (invalid.length > 0) return invalid;
  const ids = log.runs.map((run) => `${run.tool.driver.name} ${run.automationDetails?.id ?? ''}`);
  return [
    ...(log.runs.length > 20 ? ['more than 20 runs'] : []),
    ...(new Set(ids).size === ids.length ? [] : ['two runs of one tool and category']),
    ...log.runs.flatMap(runErrors),
  ];
}

function schemaErrors(log: Log): readonly string[] {
  if (schema === undefined) {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    schema = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8'), withoutUnique));
  }
  if (schema(log)) return [];
  return (schema.errors ?? []).map(({ instancePath, message }) => `schema: ${instancePath} ${message ?? ''}`);
}

/** Comparing every result with every other takes minutes; what must be unique is looked at below. */
function withoutUnique(key: string, value: unknown): unknown {
  return key === 'uniqueItems' ? undefined : value;
}

function runErrors(run: Run): readonly string[] {
  const rules = run.tool.driver.rules ?? [];
  const results = run.results ?? [];
  const ids = rules.map(({ id }) => id);
  return [
    ...(rules.length > 25_000 ? ['more than 25,000 rules'] : []),
    ...(results.length > 5000 ? ['more than 5,000 results'] : []),
    ...(new Set(ids).size === ids.length ? [] : ['a rule twice']),
    ...(run.automationDetails?.id?.endsWith('/') === true ? [] : ['the category does not end with /']),
    ...rules.flatMap(ruleErrors),
    ...results.flatMap((result) => resultErrors(result, rules)),
  ];
}

function ruleErrors(rule: ReportingDescriptor): readonly string[] {
  const severity = rule.properties?.['security-severity'] as unknown;
  const usable =
    typeof severity === 'string' && NUMBER.test(severity) && Number(severity) > 0 && Number(severity) <= 10;
  const checks: readonly (readonly [boolean, string])[] = [
    [severity === undefined || usable, 'security-severity is no number as text'],
    [(rule.name?.length ?? 0) <= 255, 'the name is too long'],
    [filled(rule.shortDescription?.text, 1024), 'shortDescription is empty or too long'],
    [filled(rule.fullDescription?.text, 1024), 'fullDescription is empty or too long'],
    [filled(rule.help?.text, 100_000), 'help is empty'],
    [(rule.properties?.tags?.length ?? 0) <= 10, 'too many tags'],
  ];
  return checks.flatMap(([fine, text]) => (fine ? [] : [`rule ${rule.id}: ${text}`]));
}

function resultErrors(result: Result, rules: readonly ReportingDescriptor[]): readonly string[] {
  const place = result.locations?.[0]?.physicalLocation;
  const region = place?.region;
  const numbers = [region?.startLine, region?.startColumn, region?.endLine, region?.endColumn];
  const hash = result.partialFingerprints?.['primaryLocationLineHash'] ?? '';
  const checks: readonly (readonly [boolean, string])[] = [
    [filled(result.message.text, 10_000), 'the message is empty or too long'],
    [rules[result.ruleIndex ?? -1]?.id === result.ruleId, 'ruleIndex names another rule'],
    [
      RELATIVE_URI.test(place?.artifactLocation?.uri ?? ''),
      `"${place?.artifactLocation?.uri ?? ''}" is no relative URI`,
    ],
    [numbers.every((number) => number !== undefined && number >= 1), 'the region is not complete'],
    [/^[0-9a-f]+:\d+$/u.test(hash), 'no primaryLocationLineHash'],
    [(result.suppressions ?? []).length === 0, 'suppressions are not honoured'],
  ];
  return checks.flatMap(([fine, text]) => (fine ? [] : [`result ${result.ruleId ?? ''}: ${text}`]));
}

function filled(text: string | undefined, max: number): boolean {
  return text !== undefined && text.trim() !== '' && text.length <= max;
}
