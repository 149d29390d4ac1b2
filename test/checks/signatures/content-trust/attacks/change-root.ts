import type { NotaryKey } from '../../../../support/notary-keys.ts';
import type { Repository } from '../../../../support/notary-metadata.ts';
import { rootDraft, seal } from '../../../../support/notary-metadata.ts';

/** The root of the moment is pinned, as a file that was trusted before. */
export function pinFile(repository: Repository): void {
  const rootFile = { name: 'root.json', pem: seal(repository.root).toString() };
  repository.authority = { ...repository.authority, rootKeys: [], rootFile };
}

/** Another root key, and a new root by it. */
export function useRoot(repository: Repository, root: NotaryKey): void {
  repository.keys.root = root;
  repository.root = rootDraft(repository.keys, repository.now);
}

/** As `useRoot`, and the key is pinned. */
export function pinRoot(repository: Repository, root: NotaryKey): void {
  useRoot(repository, root);
  repository.authority = { ...repository.authority, rootKeys: [root.id] };
}
