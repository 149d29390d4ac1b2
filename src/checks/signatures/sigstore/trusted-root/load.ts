import { SourceError } from '../../../../model/errors.ts';
import type { TrustedRootChoice } from '../../../../model/trust.ts';
import { plain } from '../../../../util/escape.ts';
import { redactUrl } from '../../../../util/url.ts';
import type { VerifyContext } from '../../judged.ts';
import { embeddedText, newestService, publicRepository } from './embedded.ts';
import type { LoadedRoot } from './loaded-root.ts';
import { readTrustedRoot } from './loaded-root.ts';
import type { TufRepository } from './tuf-cache.ts';

export type { LoadedRoot } from './loaded-root.ts';

/**
 * The keys of Sigstore's services, once per run for each choice. `auto` without a network is the embedded root and
 * a note; a refresh that fails to verify is an error, whoever caused it.
 * Throws `VerificationError` TRUSTED_ROOT_…, and `SourceError` TUF_UNREACHABLE, TUF_TIMEOUT for a private one.
 */
export async function loadTrustedRoot(
  choice: TrustedRootChoice,
  context: VerifyContext,
): Promise<LoadedRoot> {
  const root = await context.once(`trusted root ${JSON.stringify(choice)}`, () => load(choice, context));
  // Every image that is held against it should say so.
  if (root.note !== null) context.note(root.note);
  return root;
}

async function load(choice: TrustedRootChoice, context: VerifyContext): Promise<LoadedRoot> {
  if (choice.kind === 'auto') return refreshed(context);
  if (choice.kind === 'embedded') return readTrustedRoot(embeddedText(), EMBEDDED);
  if (choice.kind === 'file') {
    return readTrustedRoot(choice.text, `The trusted root ${plain(choice.name, 200)}`);
  }
  const { url, root, target } = choice;
  return fetched({ url, root: root.pem, target }, context);
}

const EMBEDDED = 'The embedded trusted root';

async function refreshed(context: VerifyContext): Promise<LoadedRoot> {
  const repository = publicRepository(context.env['TUF_MIRROR']);
  try {
    return await fetched(repository, context);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const embedded = readTrustedRoot(embeddedText(), EMBEDDED);
    const date = newestService(embedded.root);
    const note = `The trusted root of Sigstore could not be refreshed, so the one of ${date} that ships with Image Gate is used: ${error.message}`;
    return { ...embedded, note };
  }
}

async function fetched(repository: TufRepository, context: VerifyContext): Promise<LoadedRoot> {
  // What it needs takes time to load, and a root that is a file needs none of it.
  const { fetchTufTarget } = await import('./tuf.ts');
  const text = await fetchTufTarget(repository, context);
  return readTrustedRoot(text, `The trusted root of ${redactUrl(repository.url)}`);
}
