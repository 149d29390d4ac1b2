import type { PackageRelations } from '../../../model/component.ts';
import type { Stanza } from '../stanzas.ts';

/** Fields that are read here, in lower case. */
export const RELATION_FIELDS = [
  'essential',
  'protected',
  'priority',
  'depends',
  'pre-depends',
  'provides',
  'installed-size',
] as const;

const NAME = /^\s*([a-zA-Z0-9][a-zA-Z0-9+.-]*)/u;
const KIB = /^\d{1,12}$/u;

/**
 * What the system needs of a package and it of others. Source: deb-control(5), "Depends", "Provides",
 * "Installed-Size" (KiB), "Essential", "Protected"; Debian Policy Manual, 2.5 for the priority `required`.
 */
export function readRelations(stanza: Stanza): PackageRelations {
  const isNeeded = [stanza.get('essential'), stanza.get('protected')].includes('yes');
  const size = stanza.get('installed-size') ?? '';
  return {
    essential: isNeeded || stanza.get('priority') === 'required',
    depends: [...groups(stanza.get('pre-depends')), ...groups(stanza.get('depends'))],
    provides: groups(stanza.get('provides')).flat(),
    installedBytes: KIB.test(size) ? Number(size) * 1024 : null,
  };
}

/** `a (>= 1) | b, c:any` as its names; what is no name is left out, for nothing could fulfil it. */
function groups(field: string | undefined): readonly (readonly string[])[] {
  return (field ?? '')
    .split(',')
    .map((group) => group.split('|').flatMap((one) => NAME.exec(one)?.[1] ?? []))
    .filter((group) => group.length > 0);
}
