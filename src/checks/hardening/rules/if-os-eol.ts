import type { FindingLocation } from '../../../model/finding.ts';
import { plain } from '../../../util/escape.ts';
import { isOver, supportOf } from '../../end-of-life.ts';
import type { HardeningContext, HardeningRule, Observation } from '../rule.ts';

export const ifOsEol: HardeningRule = {
  id: 'IF-OS-EOL',
  title: 'The operating system of the image gets no more security updates',
  severity: 'high',
  category: 'hardening',
  why: 'For a release past its end of life nobody fixes, and often nobody even records, new vulnerabilities: a scan that finds little says little.',
  fix: 'Move to a base image of a release that is supported, and plan the next move before its end of life.',
  references: ['CIS 4.4', 'CWE-1104', 'https://endoflife.date'],
  aliases: [],
  check,
};

const OS_RELEASE = ['etc/os-release', 'usr/lib/os-release'] as const;
/** Package URLs of packages that come from a distribution. */
const OS_PACKAGE = /^pkg:(?:deb|apk|rpm|alpm)\//u;

function* check(context: HardeningContext): Iterable<Observation> {
  const { os, components } = context.inventory;
  if (os === null) {
    // An image without a distribution (one static program) has nothing that could be past its end.
    const hasPackages = components.some(({ purl }) => OS_PACKAGE.test(purl));
    if (hasPackages) yield notKnown('the distribution', 'there is no os-release');
    return;
  }
  const release = os.version === null ? os.id : `${os.id} ${os.version}`;
  const support = supportOf(os);
  if (support.kind === 'not known') yield notKnown(plain(release, 100), support.reason);
  if (support.kind !== 'until' || !isOver(support.date, context.now)) return;
  yield {
    kind: 'hit',
    subject: [os.id],
    message: `${support.distribution} ${support.release} has had no security updates since ${support.date}. Move to a supported release.`,
    location: locateOs(context),
  };
}

function notKnown(place: string, reason: string): Observation {
  return { kind: 'unknown', place, reason: `its end of life is not known: ${reason}` };
}

/** The layer of os-release where the inventory kept the file, else the lowest layer: it is the base's. */
function locateOs({ inventory, locate }: HardeningContext): FindingLocation {
  for (const path of OS_RELEASE) {
    const file = inventory.files.get(path);
    if (file !== undefined) return locate(path, file.layer);
  }
  return { ...locate(null, 0), path: OS_RELEASE[0] };
}
