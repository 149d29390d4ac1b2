import type { PackageRelations } from '../../../model/component.ts';

/** What the base layout of Alpine is made of; its database marks nothing as essential. */
const ESSENTIAL: ReadonlySet<string> = new Set([
  'alpine-baselayout',
  'alpine-baselayout-data',
  'alpine-keys',
  'alpine-release',
  'apk-tools',
  'busybox',
  'busybox-binsh',
  'musl',
]);
const NAME = /^[^<>=~!]+/u;
const BYTES = /^\d{1,15}$/u;

/**
 * What a package needs and gives. Names with a prefix (`so:`, `cmd:`, `pc:`) are kept as they are: what one
 * package provides, another needs by the same name. Source: apk-package(5), "depend", "provides",
 * "installed-size"; a name after `!` is a conflict.
 */
export function readRelations(name: string, fields: ReadonlyMap<string, string>): PackageRelations {
  const size = fields.get('I') ?? '';
  return {
    essential: ESSENTIAL.has(name),
    depends: names(fields.get('D')).map((one) => [one]),
    provides: names(fields.get('p')),
    installedBytes: BYTES.test(size) ? Number(size) : null,
  };
}

function names(field: string | undefined): readonly string[] {
  return (field ?? '').split(' ').flatMap((word) => NAME.exec(word)?.[0] ?? []);
}
