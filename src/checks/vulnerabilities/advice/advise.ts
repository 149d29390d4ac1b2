import type { Dockerfile } from '../../../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../../../dockerfile/image-uses.ts';
import type { Image } from '../../../image/image.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Advice, Removable } from '../../../model/report.ts';
import { baseName } from './base-name.ts';
import { baseAdvice } from './base.ts';
import { packageGraph } from './graph.ts';
import { keptPackages } from './kept.ts';
import { removablePackages } from './removable.ts';
import { startedPrograms } from './started.ts';

export interface AdviseInput extends BuildChoice {
  readonly image: Image;
  readonly inventory: Inventory;
  /** Of all checks; those that are suppressed need no advice. */
  readonly findings: readonly Finding[];
  /** Null: the base image is named by the image's label, if at all. */
  readonly dockerfile: Dockerfile | null;
}

/**
 * What could be done beyond single findings. Where something is not known, nothing is said of it: advice that
 * is missing costs less than advice that breaks an image.
 */
export function advise(input: AdviseInput): Advice {
  const { image, inventory, findings, dockerfile } = input;
  const open = findings.filter(
    ({ category, suppressed }) => category === 'vulnerability' && suppressed === null,
  );
  return {
    removable: removable(image, inventory, open),
    base: baseAdvice(open, image, baseName(dockerfile, input)),
  };
}

/** None where no package manager is there to remove with, or what the image starts cannot be told. */
function removable(image: Image, inventory: Inventory, findings: readonly Finding[]): readonly Removable[] {
  const counts = new Map<string, number>();
  for (const { component } of findings) {
    if (component !== null) counts.set(component.purl, (counts.get(component.purl) ?? 0) + 1);
  }
  const { programs } = inventory;
  if (!MANAGERS.some((path) => programs.has(path))) return [];
  const started = startedPrograms(image.config, programs);
  if (started === null) return [];
  const graph = packageGraph(inventory);
  return graph === null ? [] : removablePackages(graph, keptPackages(graph, inventory, started), counts);
}

const MANAGERS = ['usr/bin/dpkg', 'bin/dpkg', 'sbin/apk', 'usr/bin/apk', 'usr/bin/rpm', 'bin/rpm'];
