import { InputError } from '../model/errors.ts';
import type { Values } from './schema.ts';
import type { Step } from './trust/spot.ts';

/** A trust policy as it would stand in the configuration file, and where each part of it was given. */
export interface GivenPolicy {
  readonly raw: Readonly<Record<string, unknown>>;
  /** The flag that the value at a path came from. */
  readonly at: (path: readonly Step[]) => string;
}

const FLAGS = {
  issuer: '--certificate-oidc-issuer',
  'issuer-pattern': '--certificate-oidc-issuer-regexp',
  subject: '--certificate-identity',
  'subject-pattern': '--certificate-identity-regexp',
} as const;

/**
 * The policy that the flags of `image-gate verify` stand for: one rule, for whatever image, that asks for one of the
 * keys or for the identity; null when none of them was given. Throws `InputError` SETTING_CONFLICT,
 * SETTING_MISSING for flags that do not go together.
 */
export function policyOfFlags(values: Values): GivenPolicy | null {
  const identity = identityOf(values);
  const { key, 'trusted-root': root, 'insecure-ignore-tlog': isLogOptional } = values;
  const log = isLogOptional ? { 'transparency-log': 'optional' } : {};
  const authorities = [
    ...(key.length === 0 ? [] : [{ name: 'key', key: { files: key, ...log } }]),
    ...(identity === null ? [] : [{ name: 'identity', keyless: identity }]),
  ];
  if (isLogOptional && key.length === 0) {
    throw new InputError('SETTING_CONFLICT', '--insecure-ignore-tlog stands without --key', {
      hint: 'A certificate cannot do without a log: only it tells that the certificate was valid when it signed.',
    });
  }
  if (authorities.length === 0) {
    if (root === null) return null;
    throw new InputError(
      'SETTING_CONFLICT',
      '--trusted-root stands without --key and --certificate-identity',
      {
        hint: 'Give one of them, or write trusted-root into trust of the configuration file.',
      },
    );
  }
  const rules = [{ name: 'command line', images: ['**'], authorities }];
  return { raw: { ...(root === null ? {} : { 'trusted-root': root }), rules }, at };
}

function identityOf(values: Values): Readonly<Record<string, string>> | null {
  const parts = [
    ['issuer', values['certificate-oidc-issuer']],
    ['issuer-pattern', values['certificate-oidc-issuer-regexp']],
    ['subject', values['certificate-identity']],
    ['subject-pattern', values['certificate-identity-regexp']],
  ] as const;
  const given = parts.filter((part) => part[1] !== null);
  if (given.length === 0) return null;
  for (const half of ['issuer', 'subject'] as const) {
    const [first, second] = given.filter(([name]) => name.startsWith(half));
    if (first !== undefined && second !== undefined) {
      throw new InputError('SETTING_CONFLICT', `${FLAGS[first[0]]} and ${FLAGS[second[0]]} are given`, {
        hint: 'Leave one of them out.',
      });
    }
    if (first !== undefined) continue;
    const lacks = FLAGS[half];
    throw new InputError('SETTING_MISSING', `${lacks} is missing`, {
      hint:
        half === 'issuer'
          ? 'Without it anyone who can log in anywhere could sign; for GitHub Actions it is https://token.actions.githubusercontent.com.'
          : 'Without it anyone whom the issuer knows could sign.',
    });
  }
  return Object.fromEntries(given.map(([name, value]) => [name, value ?? '']));
}

function at(path: readonly Step[]): string {
  if (path.includes('trusted-root')) return '--trusted-root';
  const part = Object.entries(FLAGS).find(([name]) => path.includes(name));
  if (part !== undefined) return part[1];
  return path.includes('keyless') ? FLAGS.subject : '--key';
}
