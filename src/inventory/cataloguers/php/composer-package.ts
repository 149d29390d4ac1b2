import type { Package } from '../../cataloguer.ts';
import { alternatives, isObject, member, shown, textMember } from '../json.ts';
import { statedVersion, statedWords } from '../text.ts';

/** Source: Composer schema, "name". Old packages have capitals; Packagist compares without them. */
const NAME = /^[a-zA-Z0-9]+(?:[_.-][a-zA-Z0-9]+)*\/[a-zA-Z0-9]+(?:(?:[_.]|-{1,2})[a-zA-Z0-9]+)*$/u;
const NAME_MAX = 256;
/** Packages that only require others, or stand for a part of PHP: they have no files. */
const WITHOUT_FILES: ReadonlySet<unknown> = new Set(['metapackage', 'php-ext', 'php-ext-zend']);

/** One entry of `installed.json` or `composer.lock`: the package, null for one without files, or why it is unknown. */
export function readComposerPackage(entry: unknown): Package | string | null {
  if (!isObject(entry)) return `an entry is ${shown(entry)}, not an object`;
  const name = textMember(entry, 'name');
  if (name === undefined || name.length > NAME_MAX || !NAME.test(name)) {
    return `a package has no usable name: ${shown(member(entry, 'name'))}`;
  }
  if (WITHOUT_FILES.has(member(entry, 'type'))) return null;
  const version = statedVersion(textMember(entry, 'version'));
  if (version === null) return `package ${name} has no usable version: ${shown(member(entry, 'version'))}`;
  const licence = statedWords(alternatives(member(entry, 'license')));
  return { type: 'composer', name: name.toLowerCase(), version, architecture: null, source: null, licence };
}
