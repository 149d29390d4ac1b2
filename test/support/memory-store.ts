import type { BlobStore } from '../../src/image/layout/blob-store.ts';

/** A store whose files are in memory; what is located has the path `memory:<path>`. */
export function memoryStore(files: Readonly<Record<string, string | Buffer>>): BlobStore {
  const find = (path: string): Buffer | null =>
    Object.hasOwn(files, path) ? Buffer.from(files[path] ?? '') : null;
  return {
    where: 'the store',
    read: async (path) => find(path),
    async locate(path) {
      const bytes = find(path);
      return bytes === null
        ? null
        : { kind: 'file', path: `memory:${path}`, offset: 0, length: bytes.length };
    },
  };
}
