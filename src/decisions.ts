import type { Judged, VerifyContext } from './checks/signatures/judged.ts';
import type { Image } from './image/image.ts';
import { errorText } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import { parseReference } from './model/reference.ts';
import type { Subject } from './model/report.ts';
import { applyExceptions } from './policy/exceptions.ts';
import type { Settings } from './settings/settings.ts';
import { imagePurls } from './util/image-purl.ts';
import { applyVex } from './vex/apply.ts';
import { readAttachedVex, readTrustedVex } from './vex/attached.ts';
import type { VexStatement } from './vex/statement.ts';

export interface DecisionsInput {
  readonly settings: Pick<Settings, 'vexAttached' | 'exceptions'>;
  readonly context: VerifyContext;
  readonly findings: readonly Finding[];
  /** From the files that were given. */
  readonly statements: readonly VexStatement[];
  readonly subject: Subject | null;
  readonly image: Image | null;
  /** What trusted authorities state about the image. */
  readonly accepted: readonly Judged[];
}

/** The findings with what people decided about them: VEX documents first, then exceptions. */
export async function decided(input: DecisionsInput): Promise<readonly Finding[]> {
  const { settings, context, statements, subject, findings: found } = input;
  const { log, now } = context;
  const all = [...statements, ...(await attached(input))];
  const stated = applyVex(found, all, imagePurls(subject));
  const { findings, expired, unused } = applyExceptions(stated, settings.exceptions, now);
  for (const { id, expires } of expired) log.warn(`the exception for ${id} expired on ${expires ?? ''}`);
  for (const { id } of unused) log.info(`the exception for ${id} is for nothing that was found`);
  return findings;
}

async function attached(input: DecisionsInput): Promise<readonly VexStatement[]> {
  const { settings, context, image, accepted } = input;
  const { log, signal } = context;
  if (settings.vexAttached === 'off' || image === null) return [];
  if (settings.vexAttached === 'trusted') {
    return accepted.flatMap(({ statement, place, signer }) =>
      statement === null ? [] : readTrustedVex(statement, { place, signer }, log),
    );
  }
  const reference = parseReference(image.reference);
  if (reference === null || image.descriptors.length === 0) {
    log.info('no VEX document is looked for beside the image: it did not come from a registry');
    return [];
  }
  try {
    return await readAttachedVex(await context.registry(reference), image.descriptors, log);
  } catch (error) {
    signal.throwIfAborted();
    // Without its statements all findings count: nothing is missed.
    log.warn(`VEX documents beside the image are not used: ${errorText(error)}`);
    return [];
  }
}
