import { GateError, errorText } from '../../../model/errors.ts';
import type { EvidenceKind, Refusal } from '../../../model/signature.ts';
import { LIMITS } from '../../../util/limits.ts';
import type { Artifact, ArtifactLayer } from '../../../image/registry/artifact.ts';
import type { RegistryClient } from '../../../image/registry/client.ts';
import { findArtifact, findReferrers } from '../../../image/registry/referrers.ts';
import type { TargetDescriptor } from '../judged.ts';
import { RefusedError } from '../code.ts';
import { refused } from './codes.ts';
import {
  BUNDLE_TYPES,
  COSIGN_ATTESTATION_TYPES,
  COSIGN_SIGNATURE_TYPE,
  ENVELOPE_TYPE,
  SIMPLE_SIGNING_TYPE,
  UNSIGNED_TYPES,
} from './media-types.ts';
import type { FoundPiece, Piece } from './piece.ts';

export interface GatherOptions {
  /** Where the signatures lie. */
  readonly client: RegistryClient;
  /** Where the image lies. */
  readonly image: () => Promise<RegistryClient>;
  readonly descriptors: readonly TargetDescriptor[];
}

/**
 * Everything of cosign and Sigstore that lies beside an image, with its bytes: under the tags that cosign makes of the
 * digest, and in the list of referrers. What is broken is a piece that is refused. Throws a `GateError` when the
 * registry could not be asked.
 */
export async function gatherPieces({ client, image, descriptors }: GatherOptions): Promise<readonly Piece[]> {
  const gathering = new Gathering(client, image);
  const found = await Promise.all(descriptors.map((about) => gathering.about(about)));
  return found.flat();
}

/** A place where pieces are, and how to come by one. */
type Job = () => Promise<Piece>;

const IN_PARALLEL = 16;
const BROKEN: Readonly<Record<string, Parameters<typeof refused>[0]>> = {
  ARTIFACT_INVALID: 'SIGSTORE_MANIFEST_INVALID',
  MANIFEST_DIGEST_MISMATCH: 'SIGSTORE_BLOB_CHANGED',
  BLOB_DIGEST_MISMATCH: 'SIGSTORE_BLOB_CHANGED',
  REGISTRY_NOT_FOUND: 'SIGSTORE_BLOB_MISSING',
  HTTP_BODY_TOO_LARGE: 'SIGSTORE_TOO_LARGE',
  BLOB_TOO_LARGE: 'SIGSTORE_TOO_LARGE',
};

class Gathering {
  readonly #client: RegistryClient;
  readonly #image: () => Promise<RegistryClient>;
  #bytesLeft = LIMITS.signaturesBytes.value;

  constructor(client: RegistryClient, image: () => Promise<RegistryClient>) {
    this.#client = client;
    this.#image = image;
  }

  async about(descriptor: TargetDescriptor): Promise<readonly Piece[]> {
    const places = await Promise.all([
      this.#underTag(descriptor, 'sig', (artifact) => this.#layers('cosign-signature', artifact)),
      this.#underTag(descriptor, 'att', (artifact) => this.#layers('cosign-attestation', artifact)),
      this.#underTag(descriptor, 'sbom', (artifact) => [this.#unsigned(artifact)]),
      this.#referrers(descriptor),
    ]);
    return inTurns(places.flat());
  }

  async #underTag(
    { digest }: TargetDescriptor,
    suffix: string,
    read: (artifact: Artifact) => readonly Job[],
  ): Promise<readonly Job[]> {
    const tag = `${digest.replace(':', '-')}.${suffix}`;
    try {
      const artifact = await findArtifact(this.#client, tag);
      return artifact === null ? [] : read(artifact);
    } catch (error) {
      const refusal = refusalOf(error);
      return [
        () => Promise.resolve(this.#refused('cosign-signature', `${this.#client.name}:${tag}`, refusal)),
      ];
    }
  }

  async #referrers(descriptor: TargetDescriptor): Promise<readonly Job[]> {
    const { artifacts, refused: lies } = await findReferrers(this.#client, descriptor.digest, isWanted);
    const told = lies.map(({ digest, reason }): Job => {
      const { refusal } = refused('SIGSTORE_REFERRER_FALSE', reason);
      return () => Promise.resolve(this.#refused('sigstore-bundle', this.#placeOf(digest), refusal));
    });
    return [...told, ...artifacts.flatMap((artifact) => this.#referrer(artifact, descriptor))];
  }

  #referrer(artifact: Artifact, descriptor: TargetDescriptor): readonly Job[] {
    const { type } = artifact;
    if (BUNDLE_TYPES.includes(type)) return [() => this.#bundle(artifact, descriptor)];
    if (UNSIGNED_TYPES.includes(type)) return [this.#unsigned(artifact)];
    return this.#layers(type === COSIGN_SIGNATURE_TYPE ? 'cosign-signature' : 'cosign-attestation', artifact);
  }

  #layers(kind: EvidenceKind, artifact: Artifact): readonly Job[] {
    const { layers, digest } = artifact;
    const place = this.#placeOf(digest);
    return layers.map((layer, index) => {
      const where = layers.length === 1 ? place : `${place} layer ${index + 1}`;
      return (): Promise<Piece> => this.#layer(kind, where, layer);
    });
  }

  async #layer(kind: EvidenceKind, place: string, layer: ArtifactLayer): Promise<Piece> {
    const { mediaType, annotations } = layer;
    // What is no signature by its own word is not fetched: it may be a document of any size.
    if (mediaType !== SIMPLE_SIGNING_TYPE && mediaType !== ENVELOPE_TYPE) {
      const { refusal } = refused('SIGSTORE_UNSIGNED', 'it lies there without a signature');
      return this.#refused(kind, place, refusal);
    }
    return this.#piece(kind, place, async () => {
      const bytes = await this.#blob(layer);
      return { form: 'layer', layer: { mediaType, annotations, bytes } };
    });
  }

  #bundle({ layers, digest }: Artifact, about: TargetDescriptor): Promise<Piece> {
    return this.#piece('sigstore-bundle', this.#placeOf(digest), async () => {
      const [layer, ...others] = layers;
      if (layer === undefined || others.length > 0) {
        throw refused('SIGSTORE_MANIFEST_INVALID', `a bundle has one layer, and this has ${layers.length}`);
      }
      const text = (await this.#blob(layer)).toString('utf8');
      return {
        form: 'bundle',
        text,
        artifact: text.includes('"messageSignature"') ? await this.#manifest(about) : null,
      };
    });
  }

  #unsigned({ digest }: Artifact): Job {
    const { refusal } = refused(
      'SIGSTORE_UNSIGNED',
      'documents that are attached without a signature prove nothing',
    );
    return () => Promise.resolve(this.#refused('cosign-attestation', this.#placeOf(digest), refusal));
  }

  async #piece(kind: EvidenceKind, place: string, find: () => Promise<FoundPiece>): Promise<Piece> {
    try {
      return { kind, place, found: await find() };
    } catch (error) {
      return this.#refused(kind, place, refusalOf(error));
    }
  }

  async #manifest({ digest }: TargetDescriptor): Promise<Buffer> {
    const client = await this.#image();
    return (await client.getManifest(digest)).bytes;
  }

  #blob(layer: ArtifactLayer): Promise<Buffer> {
    this.#bytesLeft -= layer.size;
    if (this.#bytesLeft < 0)
      throw refused('SIGSTORE_TOO_LARGE', 'all signatures and attestations together are too large');
    return this.#client.getBlob(layer, LIMITS.signatureBytes.value);
  }

  #placeOf(digest: string): string {
    return `${this.#client.name}@${digest}`;
  }

  #refused(kind: EvidenceKind, place: string, refusal: Refusal): Piece {
    return { kind, place, found: { form: 'refused', refusal } };
  }
}

function isWanted(type: string): boolean {
  const wanted = [BUNDLE_TYPES, COSIGN_ATTESTATION_TYPES, UNSIGNED_TYPES];
  return type === COSIGN_SIGNATURE_TYPE || wanted.some((types) => types.includes(type));
}

/** Of one piece; what says nothing about the piece is thrown. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  const code = error instanceof GateError ? BROKEN[error.code] : undefined;
  if (code === undefined) throw error;
  return refused(code, errorText(error)).refusal;
}

async function inTurns(jobs: readonly Job[]): Promise<readonly Piece[]> {
  const pieces: Piece[] = [];
  for (let at = 0; at < jobs.length; at += IN_PARALLEL) {
    pieces.push(...(await Promise.all(jobs.slice(at, at + IN_PARALLEL).map((job) => job()))));
  }
  return pieces;
}
