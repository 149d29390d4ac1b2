import { parseReference } from '../../src/model/reference.ts';
import type { TargetDescriptor, TrustTarget } from '../../src/checks/signatures/judged.ts';
import { makeImage, ociBlobs } from './oci.ts';
import { pushBlob, pushImage, pushManifest } from './push.ts';
import type { TestRegistry } from './registry.ts';
import type { TestCertificate } from './x509-ca.ts';
import { sha256Hex } from './x509-ca.ts';

export interface SignedImage {
  readonly target: TrustTarget;
  readonly descriptor: TargetDescriptor;
  readonly registry: TestRegistry;
  readonly repository: string;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const SIGNATURE = 'application/vnd.cncf.notary.signature';
const EMPTY = 'application/vnd.oci.empty.v1+json';

let repositories = 0;

/** An image of its own repository, without signatures. */
export async function pushTarget(registry: TestRegistry): Promise<SignedImage> {
  repositories += 1;
  const repository = `notation/app-${repositories}`;
  const image = makeImage({ layers: [{ 'etc/name': repository }] });
  const pushed = await pushImage(registry, { repository, tag: 'v1' }, ociBlobs(image));
  const reference = parseReference(`${registry.host}/${repository}:v1`);
  if (reference === null) throw new Error('not a reference');
  return { target: { reference, descriptors: [pushed] }, descriptor: pushed, registry, repository };
}

export type SignatureManifest = Readonly<Record<string, unknown>>;

export interface SignatureOptions {
  readonly envelope: Buffer;
  readonly chain: readonly TestCertificate[];
  readonly mediaType?: string;
  /** Changes the signature manifest. */
  readonly manifest?: (manifest: SignatureManifest) => SignatureManifest;
  /** The form of notation before 1.2. */
  readonly isOld?: boolean;
}

/** The manifest of a signature, with its blobs pushed. */
export async function pushSignature(
  { registry, repository, descriptor }: SignedImage,
  options: SignatureOptions,
): Promise<TargetDescriptor> {
  const { envelope, chain, mediaType = 'application/jose+json', isOld = false } = options;
  const config = Buffer.from('{}');
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST,
    ...(isOld ? {} : { artifactType: SIGNATURE }),
    config: {
      mediaType: isOld ? SIGNATURE : EMPTY,
      digest: await pushBlob(registry, repository, config),
      size: config.length,
    },
    layers: [{ mediaType, digest: await pushBlob(registry, repository, envelope), size: envelope.length }],
    subject: descriptor,
    annotations: {
      'io.cncf.notary.x509chain.thumbprint#S256': JSON.stringify(chain.map(({ der }) => sha256Hex(der))),
    },
  };
  const bytes = Buffer.from(JSON.stringify(options.manifest?.(manifest) ?? manifest));
  return pushManifest(
    registry,
    { repository, tag: `sha256:${sha256Hex(bytes)}` },
    { bytes, mediaType: MANIFEST },
  );
}

/** Writes the list of what is about the image, at the tag that stands in for the registry's own list. */
export async function listReferrers(
  { registry, repository, descriptor }: SignedImage,
  entries: readonly TargetDescriptor[],
): Promise<void> {
  const manifests = entries.map(({ mediaType, digest, size }) => ({
    mediaType,
    digest,
    size,
    artifactType: SIGNATURE,
  }));
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
  await pushManifest(
    registry,
    { repository, tag: descriptor.digest.replace(':', '-') },
    { bytes, mediaType: INDEX },
  );
}

/** Attaches one signature to the image, as `notation sign` does with a registry that has no list of referrers. */
export async function attach(image: SignedImage, options: SignatureOptions): Promise<TargetDescriptor> {
  const pushed = await pushSignature(image, options);
  await listReferrers(image, [pushed]);
  return pushed;
}
