import { advise } from './checks/vulnerabilities/advice/advise.ts';
import { newerBase } from './checks/vulnerabilities/advice/newer-base.ts';
import type { AdvisorySource } from './checks/vulnerabilities/advisories/source.ts';
import type { Dockerfile } from './dockerfile/dockerfile.ts';
import type { BuildChoice } from './dockerfile/image-uses.ts';
import type { Image } from './image/image.ts';
import type { Inventory } from './inventory/inventory.ts';
import { errorText } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import type { StepOutcome, Unknown } from './model/outcome.ts';
import type { Advice, BaseAdvice } from './model/report.ts';
import type { Settings } from './settings/settings.ts';
import { tempDirOf, type OpenContext } from './subject.ts';

export interface AdviceInput {
  readonly settings: Pick<Settings, 'newerBase' | 'insecureRegistries' | 'ownPrograms'>;
  readonly context: OpenContext;
  /** Null when nothing could be examined, or there was nothing to examine; so with what is in it. */
  readonly examined: { readonly image: Image | null; readonly inventory: Inventory | null } | null;
  readonly dockerfile: Dockerfile | null;
  readonly choice: BuildChoice;
  /** With what people decided about them. */
  readonly findings: readonly Finding[];
  readonly steps: { readonly outcomes: readonly StepOutcome[]; readonly unknowns: readonly Unknown[] };
  /** Those that the image's vulnerabilities were looked up in. */
  readonly sources: readonly AdvisorySource[];
}

/**
 * Advice for an image whose vulnerabilities were looked up; null for any other. It decides nothing: what fails
 * on the way is told in the log, and the verdict is the same. Throws only the signal's reason when aborted.
 */
export async function adviceOn(input: AdviceInput): Promise<Advice | null> {
  const { context, dockerfile, choice, steps, findings } = input;
  const { image = null, inventory = null } = input.examined ?? {};
  const { status } = steps.outcomes.find(({ id }) => id === 'vulnerabilities') ?? {};
  const isLookedUp = status === 'complete' || status === 'partial';
  if (image === null || inventory === null || !isLookedUp) return null;
  try {
    const advice = advise({ image, inventory, findings, dockerfile, ...choice });
    return { ...advice, base: await withNewer(advice.base, image, input) };
  } catch (error) {
    context.signal.throwIfAborted();
    context.log.debug(`no advice: ${errorText(error)}`);
    return null;
  }
}

async function withNewer(
  base: BaseAdvice | null,
  image: Image,
  input: AdviceInput,
): Promise<BaseAdvice | null> {
  const { settings, context, steps, sources } = input;
  const { insecureRegistries, ownPrograms, newerBase: wanted } = settings;
  if (base === null || wanted === null) return base;
  const findings = input.findings.filter(({ category }) => category === 'vulnerability');
  const { unknowns } = steps;
  const open = { ...context, platform: null, tempDir: tempDirOf(context.env), insecureRegistries };
  try {
    const newer = await newerBase({ wanted, base, image, findings, unknowns, sources, open, ownPrograms });
    return { ...base, newer };
  } catch (error) {
    context.signal.throwIfAborted();
    context.log.info(`no advice about a newer base image: ${errorText(error)}`);
    return base;
  }
}
