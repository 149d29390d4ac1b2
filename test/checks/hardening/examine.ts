import type { CheckResult } from '../../../src/checks/check.ts';
import { checkHardening } from '../../../src/checks/hardening/check.ts';
import { createLocator } from '../../../src/checks/locate.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import type { ImageConfig } from '../../../src/image/image.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { ImageChanges } from '../../support/an-image.ts';
import { anImage } from '../../support/an-image.ts';
import type { InventoryChanges } from '../../support/an-inventory.ts';
import { anInventory } from '../../support/an-inventory.ts';

export interface Examined {
  readonly config?: Partial<ImageConfig>;
  readonly image?: Omit<ImageChanges, 'config'>;
  readonly inventory?: InventoryChanges;
  readonly dockerfile?: string;
  readonly target?: string;
  readonly now?: string;
}

/** Runs the whole hardening check, as the gate does. */
export function examine(input: Examined): CheckResult {
  const image = anImage({ ...input.image, config: input.config ?? {} });
  const dockerfile = input.dockerfile === undefined ? null : parseDockerfile(input.dockerfile, 'Dockerfile');
  const target = input.target ?? null;
  const buildArgs = new Map<string, string>();
  const locate = createLocator({ image, dockerfile, target, buildArgs });
  const inventory = anInventory(input.inventory);
  const now = new Date(input.now ?? '2026-01-01T00:00:00Z');
  return checkHardening({ image, inventory, dockerfile, target, buildArgs, locate, now });
}

/** What one rule found. */
export function found(rule: string, input: Examined): readonly Finding[] {
  return examine(input).findings.filter((finding) => finding.rule === rule);
}

/** The lines of the Dockerfile on which one rule found something. */
export function lines(rule: string, input: Examined): readonly (number | null)[] {
  return found(rule, input).map(({ location }) => location.dockerfile?.line ?? null);
}
