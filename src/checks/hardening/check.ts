import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../../dockerfile/image-uses.ts';
import type { Image } from '../../image/image.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { Finding } from '../../model/finding.ts';
import type { Unknown } from '../../model/outcome.ts';
import { formatPlatform } from '../../model/source.ts';
import { fingerprint } from '../../util/fingerprint.ts';
import { builtStages } from '../built-stages.ts';
import type { CheckResult } from '../check.ts';
import type { Locate } from '../locate.ts';
import { locateRange } from '../locate.ts';
import { ruleFinding } from '../rule-finding.ts';
import type { HardeningContext, LocateSetting } from './rule.ts';
import { HARDENING_RULES } from './rules/index.ts';

export interface HardeningInput extends BuildChoice {
  readonly image: Image;
  readonly inventory: Inventory;
  /** The Dockerfile that made the image, for the lines of findings; null when there is none. */
  readonly dockerfile: Dockerfile | null;
  readonly locate: Locate;
  readonly now: Date;
}

/** Looks at the image's configuration and its operating system with every hardening rule. */
export function checkHardening(input: HardeningInput): CheckResult {
  const { image, inventory, locate, now } = input;
  if (image.platform.os !== 'linux') {
    return {
      findings: [],
      unknowns: [unknown(formatPlatform(image.platform), 'only Linux images are understood')],
    };
  }
  const context: HardeningContext = { image, inventory, locate, now, locateSetting: settingLocator(input) };
  const findings: Finding[] = [];
  const unknowns: Unknown[] = [];
  for (const rule of HARDENING_RULES) {
    for (const observation of rule.check(context)) {
      if (observation.kind === 'unknown') unknowns.push(unknown(observation.place, observation.reason));
      else {
        const id = fingerprint('hardening', rule.id, ...observation.subject);
        findings.push(ruleFinding({ rule, id, ...observation }));
      }
    }
  }
  return { findings, unknowns };
}

function settingLocator({ dockerfile, target, buildArgs, locate }: HardeningInput): LocateSetting {
  const stages = builtStages(dockerfile, { target, buildArgs });
  const newestFirst = stages.flatMap(({ instructions }) => instructions).toReversed();
  return (keyword, find) => {
    const otherwise = locate(null, null);
    if (dockerfile === null) return otherwise;
    for (const instruction of newestFirst) {
      const range = instruction.keyword === keyword ? find(instruction) : null;
      if (range !== null) return { ...otherwise, dockerfile: locateRange(dockerfile, range) };
    }
    return otherwise;
  };
}

function unknown(place: string, reason: string): Unknown {
  return { step: 'hardening', place, reason };
}
