import { conclude } from '../conclude.ts';
import { InternalError } from '../model/errors.ts';
import type { Component } from '../model/component.ts';
import type { Report, Subject } from '../model/report.ts';
import type { ImageSource } from '../model/source.ts';
import { takeInventory } from '../inventory/take.ts';
import { readSbomFile } from '../sbom/read.ts';
import type { Settings } from '../settings/settings.ts';
import { Steps } from '../steps.ts';
import {
  openingTitle,
  openSubject,
  requestedOf,
  subjectOf,
  tempDirOf,
  type OpenContext,
} from '../subject.ts';

/** What the sbom command takes from the world around it. */
export interface SbomContext extends OpenContext {
  readonly version: string;
  now(): Date;
}

export interface SbomRun {
  /** Its verdict judges nothing: there is no check. */
  readonly report: Report;
  /** False when anything of the image may be missing. */
  readonly isComplete: boolean;
}

interface Examined {
  readonly subject: Subject;
  readonly components: readonly Component[];
}

/**
 * `image-gate sbom`: what the image holds, and nothing else. Nothing is written here.
 * Throws `InputError` for the caller's mistakes, and the signal's reason when aborted; whatever else fails ends
 * as a step that is not complete.
 */
export async function runSbom(settings: Settings, context: SbomContext): Promise<SbomRun> {
  const startedAt = context.now().toISOString();
  const { source } = settings;
  if (source === null) throw new InternalError('INTERNAL_NO_SOURCE', 'the sbom command has no source');
  const steps = new Steps(context.log, context.signal);
  steps.skip('lint', REASON);
  const examined =
    source.kind === 'sbom'
      ? await convert(source.path, steps, context)
      : await examine(source, { settings, steps, context });
  for (const id of ['vulnerabilities', 'hardening', 'signatures'] as const) steps.skip(id, REASON);
  const about = {
    startedAt,
    requested: requestedOf(source),
    subject: examined?.subject ?? null,
    dockerfile: null,
    components: examined?.components ?? [],
    advisories: [],
    signatures: [],
    advice: null,
  };
  const report = conclude({ steps, policy: settings.policy, context, about });
  const isComplete = steps.outcomes.some(({ id, status }) => id === 'inventory' && status === 'complete');
  return { report, isComplete };
}

const REASON = 'only the inventory was asked for';

async function examine(
  source: ImageSource,
  run: { readonly settings: Settings; readonly steps: Steps; readonly context: SbomContext },
): Promise<Examined | null> {
  const { settings, steps, context } = run;
  const { log, signal } = context;
  const opened = await steps.run('image', openingTitle(source), async () => ({
    image: await openSubject(source, settings, context),
    unknowns: [],
  }));
  if (opened === null) {
    steps.notReached('inventory', 'image');
    return null;
  }
  const { image } = opened;
  try {
    const inventory = await steps.run('inventory', 'Reading the layers', async () =>
      takeInventory(image, {
        log,
        signal,
        tempDir: tempDirOf(context.env),
        ownPrograms: settings.ownPrograms,
      }),
    );
    return { subject: subjectOf(image, inventory?.os ?? null), components: inventory?.components ?? [] };
  } finally {
    await image.close();
  }
}

async function convert(path: string, steps: Steps, context: SbomContext): Promise<Examined | null> {
  steps.skip('image', 'an SBOM stands in its place');
  const read = await steps.run('inventory', 'Reading the SBOM', async () => {
    const sbom = await readSbomFile(path, context.cwd);
    return { ...sbom, unknowns: sbom.inventory.unknowns };
  });
  return read === null ? null : { subject: read.subject, components: read.inventory.components };
}
