import type { Inventory, NotableFile } from '../../src/inventory/inventory.ts';
import type { OsRelease } from '../../src/model/component.ts';

export interface InventoryChanges extends Partial<Omit<Inventory, 'files'>> {
  /** Text by path; all in the lowest layer. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What an image holds, changed where the test says so. */
export function anInventory({ files = {}, ...changes }: InventoryChanges = {}): Inventory {
  const notable = Object.entries(files).map(([path, text]): [string, NotableFile] => [
    path,
    { path, layer: 0, content: Buffer.from(text) },
  ]);
  return {
    os: null,
    components: [],
    unknowns: [],
    relations: new Map(),
    programs: new Map(),
    owners: new Map(),
    stats: { entries: 0, bytes: 0 },
    ...changes,
    files: new Map(notable),
  };
}

/** `debian 12` as os-release says it. */
export function anOs(id: string, version: string | null): OsRelease {
  return { id, version, prettyName: null, idLike: [], codename: null, cpe: null };
}
