import { parseReference } from '../../model/reference.ts';
import { quote } from '../kinds.ts';
import type { Fields, Spot } from './spot.ts';
import { entriesOf, refusal, textOf } from './spot.ts';

const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[\w.-]{1,100}$/u;
const OWNER = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/u;
const WORKFLOW = /^\.github\/workflows\/[\w.-]{1,200}\.ya?ml$/u;

/** `repository` of an authority: where signatures lie, `registry/repository`, defaults filled in; null: beside the image. */
export function signatureRepository(fields: Fields): string | null {
  const spot = fields.get('repository');
  if (spot === null) return null;
  const given = textOf(spot);
  const reference = parseReference(given);
  if (reference === null || reference.tag !== null || reference.digest !== null) {
    throw refusal(spot, `${quote(given)} is not a repository`, {
      hint: 'Write registry and repository, without tag or digest: ghcr.io/acme/signatures.',
    });
  }
  return `${reference.registry}/${reference.repository}`;
}

/** Annotations that must have been signed; empty without the key. */
export function annotationsOf(fields: Fields): Readonly<Record<string, string>> {
  const spot = fields.get('annotations');
  if (spot === null) return {};
  const entries = entriesOf(spot).map(([key, value]) => [key, textOf(value)] as const);
  if (entries.length === 0) throw refusal(spot, 'it names none', { hint: 'Add one, or remove the key.' });
  return Object.fromEntries(entries);
}

export const RUNNERS = ['github-hosted', 'self-hosted'] as const;

/** `owner/name` on GitHub. */
export function githubRepository(spot: Spot): string {
  const given = textOf(spot);
  if (isGithubRepository(given)) return given;
  throw refusal(spot, `${quote(given)} is not a repository of GitHub`, { hint: 'Write it as owner/name.' });
}

/** `owner/name`, or `owner`. */
export function githubOwner(spot: Spot): string {
  const given = textOf(spot);
  if (isGithubRepository(given) || OWNER.test(given)) return given;
  throw refusal(spot, `${quote(given)} is neither a repository nor an owner on GitHub`, {
    hint: 'Write it as owner/name, or owner.',
  });
}

/** `.github/workflows/file.yml`, or the same behind `owner/name/`. */
export function githubWorkflow(spot: Spot): { readonly repository: string | null; readonly path: string } {
  const given = textOf(spot);
  if (WORKFLOW.test(given)) return { repository: null, path: given };
  const [owner = '', name = '', ...rest] = given.split('/');
  const [repository, path] = [`${owner}/${name}`, rest.join('/')];
  if (isGithubRepository(repository) && WORKFLOW.test(path)) return { repository, path };
  throw refusal(spot, `${quote(given)} is not the path of a workflow`, {
    hint: 'Write .github/workflows/release.yml, or owner/name/.github/workflows/release.yml; the ref has a key of its own.',
  });
}

function isGithubRepository(text: string): boolean {
  return REPOSITORY.test(text) && !text.endsWith('/.') && !text.endsWith('/..');
}
