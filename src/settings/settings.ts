import type { Exception } from '../model/exception.ts';
import type { LintOptions } from '../model/lint.ts';
import type { PolicyRules } from '../model/policy.ts';
import type { Platform, Source } from '../model/source.ts';
import type { TrustPolicy } from '../model/trust.ts';

/** The checks that can be asked for; `lint`, `vulnerabilities`, … are also step ids. */
export const CHECK_IDS = ['lint', 'vulnerabilities', 'hardening', 'signatures'] as const;

export type CheckId = (typeof CHECK_IDS)[number];

export const REPORT_FORMATS = [
  'table',
  'json',
  'sarif',
  'markdown',
  'annotations',
  'checkstyle',
  'codeclimate',
  'cyclonedx',
  'spdx',
  'openvex',
  'verify',
] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Whether a program that is not ours is asked; `on`: no answer is an error. */
export type EngineUse = 'auto' | 'on' | 'off';

/** How Dockerfiles are linted. */
export interface LintSettings {
  /**
   * For `image-gate lint`: names and patterns (`**\/Dockerfile*`), as they were given; `-` is standard input.
   * Empty for the gate, which lints `Settings.dockerfile`.
   */
  readonly files: readonly string[];
  /** The path that stands for standard input. */
  readonly stdinName: string;
  readonly fix: 'off' | 'write' | 'dry-run';
  readonly shellcheck: EngineUse;
  readonly buildxCheck: EngineUse;
  /** From the settings and from hadolint's configuration together. */
  readonly options: LintOptions;
  /** The folder that `image-gate lint` takes for the build context; null: none. The gate has its source. */
  readonly context: string | null;
  /** What to tell the user about hadolint's configuration. */
  readonly notes: readonly string[];
}

/** Everything the gate needs to know, from all places, checked once and frozen. */
export interface Settings {
  /** Null: only the Dockerfile is examined (`image-gate lint`). */
  readonly source: Source | null;
  /** What only the Dockerfile check uses. */
  readonly lint: LintSettings;
  /** The Dockerfile to lint and to attribute layers to, relative to the working directory; null: none. */
  readonly dockerfile: string | null;
  readonly platform: Platform | null;
  readonly checks: readonly CheckId[];
  /** Globs over paths in the image: programs that are the user's own code. */
  readonly ownPrograms: readonly string[];
  /** A reference, or `auto`: a base image to compare with the image's own, for advice; null: none. */
  readonly newerBase: string | null;
  readonly policy: PolicyRules;
  /** VEX documents, relative to the working directory. */
  readonly vex: readonly string[];
  /** Which VEX documents beside the image in its registry count as well. */
  readonly vexAttached: 'off' | 'trusted' | 'any';
  readonly exceptions: readonly Exception[];
  /** Null: no trust rules are configured, and the signatures step is skipped. */
  readonly trust: TrustPolicy | null;
  /** What `trust` allows and is unwise, each with its place. */
  readonly trustNotes: readonly string[];
  readonly advisories: {
    /** `osv`, folders of OSV exports, bundle files, and bundles in a registry (`oci://…`). */
    readonly sources: readonly string[];
    readonly osvUrl: string;
    /** Public key in PEM form that must have signed the bundles; null: they are not verified. */
    readonly publicKey: string | null;
    /** Milliseconds above which a bundle is refused. */
    readonly maxAge: number;
    /** File or address; null: the bundle's, where it has one. */
    readonly kev: string | null;
    readonly epss: string | null;
  };
  /** Folder for advisory records; null: off. */
  readonly cache: string | null;
  /** Registries that may be talked to over plain HTTP, `host[:port]`. Loopback always may. */
  readonly insecureRegistries: readonly string[];
  /** Path `-` is standard output. */
  readonly reports: readonly { readonly format: ReportFormat; readonly path: string }[];
  readonly output: {
    readonly quiet: boolean;
    readonly color: boolean;
    readonly progress: 'auto' | 'plain' | 'none';
  };
  /** Only the action uses these. */
  readonly github: {
    readonly token: string | null;
    readonly uploadSarif: 'auto' | 'true' | 'false';
    /** Relative to the working directory; null: a file in the runner's temporary folder. */
    readonly sarifFile: string | null;
    readonly category: string | null;
    readonly summary: boolean;
    readonly annotations: boolean;
    readonly dependencySnapshot: boolean;
  };
}
