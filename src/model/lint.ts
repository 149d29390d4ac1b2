import type { Severity } from './severity.ts';

/** How much is reported; each includes the one before it. `recommended` is the default; style is only in `all`. */
export const LINT_PROFILES = ['security', 'recommended', 'all'] as const;

export type LintProfile = (typeof LINT_PROFILES)[number];

/** What the value of a label must look like; `text` is anything. */
export const LABEL_TYPES = ['text', 'rfc3339', 'semver', 'url', 'hash', 'spdx', 'email'] as const;

export type LabelType = (typeof LABEL_TYPES)[number];

/** What the user decides about the Dockerfile check. */
export interface LintOptions {
  readonly profile: LintProfile;
  /**
   * Registries that images may come from: a host, `*suffix`, `prefix*` or `*`. Empty: all are trusted.
   */
  readonly trustedRegistries: readonly string[];
  /** The labels that an image must have, by key, and what their values must look like. */
  readonly labelSchema: ReadonlyMap<string, LabelType>;
  /** True: labels outside of the schema are reported. */
  readonly strictLabels: boolean;
  /** Ids of rules or peers' codes, upper case, of which nothing is reported. */
  readonly ignored: ReadonlySet<string>;
  /** Other severities by rule id or peer's code, upper case; they also switch the rule on in every profile. */
  readonly overrides: ReadonlyMap<string, Severity>;
  /** False: comments cannot suppress findings. */
  readonly ignoreComments: boolean;
}

export const DEFAULT_LINT_OPTIONS: LintOptions = {
  profile: 'recommended',
  trustedRegistries: [],
  labelSchema: new Map(),
  strictLabels: false,
  ignored: new Set(),
  overrides: new Map(),
  ignoreComments: true,
};
