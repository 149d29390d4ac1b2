import { openImage } from '../../../image/open.ts';
import type { Image } from '../../../image/image.ts';
import type { OpenOptions } from '../../../image/open-options.ts';
import { takeInventory } from '../../../inventory/take.ts';
import { NO_LOCATION, type Finding } from '../../../model/finding.ts';
import type { Unknown } from '../../../model/outcome.ts';
import { formatReference, parseReference } from '../../../model/reference.ts';
import type { BaseAdvice } from '../../../model/report.ts';
import { plain } from '../../../util/escape.ts';
import type { AdvisorySource } from '../advisories/source.ts';
import { checkVulnerabilities } from '../check.ts';

export interface NewerBaseInput {
  /** A reference, or `auto`: what the tag of the present base image now leads to. */
  readonly wanted: string;
  readonly base: BaseAdvice;
  readonly image: Image;
  /** The image's vulnerabilities, the suppressed ones too. */
  readonly findings: readonly Finding[];
  /** What could not be examined in the image. */
  readonly unknowns: readonly Unknown[];
  /** The same that the image was judged by. */
  readonly sources: readonly AdvisorySource[];
  readonly open: OpenOptions;
  /** Globs over paths: programs that are the user's own. */
  readonly ownPrograms: readonly string[];
}

/**
 * What another base image would change, by the same advisories. Null when it is the base that the image has,
 * when nothing says which one to look for, and when not all of it could be judged: then fewer findings would
 * mean nothing. Throws what opening, reading and looking up throw.
 */
export async function newerBase(input: NewerBaseInput): Promise<BaseAdvice['newer']> {
  const { wanted, base, image, open } = input;
  const { log } = open;
  const reference = wanted === 'auto' ? withoutDigest(base.reference) : wanted;
  if (reference === null) return null;
  log.progress(`Looking at the base image ${plain(reference, 200)}`);
  const newer = await openImage(
    { kind: 'image', reference, from: 'registry', pull: 'always' },
    { ...open, platform: image.platform },
  );
  try {
    if (newer.digest === null || isBelow(newer, image)) return null;
    const findings = await vulnerabilitiesOf(newer, input);
    if (findings === null) return null;
    return { reference, digest: newer.digest, ...compare(input.findings, findings) };
  } finally {
    log.progress(null);
    await newer.close();
  }
}

/** A digest always leads to the same image: only its tag can lead to a newer one. */
function withoutDigest(text: string | null): string | null {
  const reference = text === null ? null : parseReference(text);
  if (reference === null || (reference.tag === null && reference.digest !== null)) return null;
  return formatReference({ ...reference, digest: null });
}

/** Its layers are the lowest of the image. */
function isBelow(base: Image, image: Image): boolean {
  return base.layers.every(({ diffId }, index) => image.layers[index]?.diffId === diffId);
}

async function vulnerabilitiesOf(image: Image, input: NewerBaseInput): Promise<readonly Finding[] | null> {
  const { sources, open, ownPrograms } = input;
  const { log, signal, tempDir } = open;
  const inventory = await takeInventory(image, { log, signal, tempDir, ownPrograms });
  const locate = (): typeof NO_LOCATION => NO_LOCATION;
  const { findings, unknowns } = await checkVulnerabilities({ inventory, sources, locate, log, signal });
  const known = new Set(input.unknowns.map(keyOfUnknown));
  const first = [...inventory.unknowns, ...unknowns].find((one) => !known.has(keyOfUnknown(one)));
  if (first === undefined) return findings;
  log.debug(`the newer base image is not compared: ${plain(first.place, 200)}: ${plain(first.reason, 500)}`);
  return null;
}

function keyOfUnknown({ step, place, reason }: Unknown): string {
  return JSON.stringify([step, place, reason]);
}

function compare(
  present: readonly Finding[],
  newer: readonly Finding[],
): { readonly removes: number; readonly adds: number } {
  const fromBase = present.filter(({ location }) => location.layer?.base === true);
  const [old, now] = [new Set(fromBase.map(keyOf)), new Set(newer.map(keyOf))];
  return {
    removes: fromBase.filter((one) => one.suppressed === null && !now.has(keyOf(one))).length,
    adds: newer.filter((one) => !old.has(keyOf(one))).length,
  };
}

/** The version may differ: that is what is asked. */
function keyOf({ rule, component }: Finding): string {
  return JSON.stringify([rule, component?.name ?? null]);
}
