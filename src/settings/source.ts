import { join } from 'node:path';

import { InputError } from '../model/errors.ts';
import type { Source } from '../model/source.ts';
import type { Given } from './given.ts';
import type { SettingName, Values } from './schema.ts';
import { nameAt } from './schema.ts';
import { ONLY_WITH, SOURCE_NAMES } from './schema-source.ts';
import type { SettingsCommand } from './setting.ts';

/**
 * The one source that was given; null when none was, which only a run that does no more than lint may do.
 * Throws `InputError` for two sources, and for settings that mean nothing beside the one there is.
 */
export function readSource(options: {
  readonly values: Values;
  readonly inline: Given;
  readonly door: 'cli' | 'action';
  readonly command: SettingsCommand;
}): Source | null {
  const { values, inline, door, command } = options;
  const [first, second] = SOURCE_NAMES.filter((name) => inline.has(name));
  if (first !== undefined && second !== undefined) {
    throw new InputError(
      'SOURCE_CONFLICT',
      `${nameAt(first, door)} and ${nameAt(second, door)} are given, and only one image is examined`,
      { hint: 'Leave one of them out.' },
    );
  }
  refuseStrays({ inline, door, source: first ?? null });
  // What a daemon has may differ from what is signed in the registry under its name.
  const isVerify = command === 'verify' && !inline.has('from');
  return sourceOf(isVerify ? { ...values, from: 'registry' } : values);
}

/** The path of the Dockerfile, as it would be opened from the working directory; null: there is none. */
export function readDockerfile(options: {
  readonly values: Values;
  readonly source: Source | null;
}): string | null {
  const { values, source } = options;
  if (values.file !== null) return values.file;
  if (source === null) return 'Dockerfile';
  return source.kind === 'build' ? join(source.context, 'Dockerfile') : null;
}

/** The error for a run that needs an image and names none. */
export function sourceMissing(door: 'cli' | 'action', command: SettingsCommand): InputError {
  if (command === 'verify') {
    return new InputError('SOURCE_MISSING', 'no image is named', { hint: 'Give it with --image.' });
  }
  const names = SOURCE_NAMES.map((name) => nameAt(name, door)).join(', ');
  return new InputError('SOURCE_MISSING', 'no image is named', {
    hint: `Give exactly one of ${names}; checks: lint alone needs only a Dockerfile.`,
  });
}

function refuseStrays(options: {
  readonly inline: Given;
  readonly door: 'cli' | 'action';
  readonly source: SettingName | null;
}): void {
  const { inline, door, source } = options;
  for (const [stray, wanted] of Object.entries(ONLY_WITH) as [SettingName, 'build' | 'image'][]) {
    if (!inline.has(stray) || source === wanted) continue;
    throw new InputError(
      'SETTING_CONFLICT',
      `${nameAt(stray, door)} works only with ${nameAt(wanted, door)}`,
      {
        hint: `Give ${nameAt(wanted, door)}, or leave ${nameAt(stray, door)} out.`,
      },
    );
  }
}

function sourceOf(values: Values): Source | null {
  if (values.build !== null) {
    return {
      kind: 'build',
      context: values.build,
      file: values.file,
      target: values.target,
      buildArgs: values['build-args'] ?? [],
      secrets: values.secrets ?? [],
      labels: values.labels ?? [],
      tags: values.tags ?? [],
      cacheFrom: values['cache-from'] ?? [],
      cacheTo: values['cache-to'] ?? [],
    };
  }
  if (values.image !== null) {
    return { kind: 'image', reference: values.image, from: values.from, pull: values.pull };
  }
  if (values.archive !== null) return { kind: 'archive', path: values.archive };
  if (values.layout !== null) return { kind: 'layout', path: values.layout };
  return values.sbom === null ? null : { kind: 'sbom', path: values.sbom };
}
