import { InputError } from '../../../model/errors.ts';
import type { Reference } from '../../../model/reference.ts';
import { parseReference } from '../../../model/reference.ts';
import { plain } from '../../../util/escape.ts';
import type { TrustTarget, VerifyContext } from '../judged.ts';
import { gatherPieces } from './gather.ts';
import type { ReadPiece } from './judge.ts';
import { readPiece } from './judge.ts';

/**
 * All of cosign and Sigstore that lies beside the image, read; asked for once per image and repository. `repository`
 * is where else than beside the image to look, as is COSIGN_REPOSITORY.
 * Throws a `GateError` when it could not be asked, and `InputError` COSIGN_REPOSITORY_INVALID.
 */
export function findPieces(
  repository: string | null,
  target: TrustTarget,
  context: VerifyContext,
): Promise<readonly ReadPiece[]> {
  const { reference, descriptors } = target;
  const place = placeOf(repository ?? (context.env['COSIGN_REPOSITORY'] || null), reference);
  const image = `${reference.registry}/${reference.repository}`;
  const key = [
    'sigstore',
    image,
    place.registry,
    place.repository,
    ...descriptors.map(({ digest }) => digest),
  ];
  return context.once(key.join(' '), async () => {
    const client = await context.registry(place);
    const pieces = await gatherPieces({ client, image: () => context.registry(reference), descriptors });
    return pieces.map(readPiece);
  });
}

type Place = Pick<Reference, 'registry' | 'repository'>;

/** Source: sigstore/cosign, README, "specifying registry". */
function placeOf(repository: string | null, reference: Place): Place {
  if (repository === null) return reference;
  const place = parseReference(repository);
  if (place !== null && place.tag === null && place.digest === null) return place;
  const text = `"${plain(repository, 200)}" is not a repository where signatures could lie`;
  throw new InputError('COSIGN_REPOSITORY_INVALID', text, {
    hint: 'Write registry and repository, without tag or digest: ghcr.io/acme/signatures.',
  });
}
