import {
  BUNDLE_V01_MEDIA_TYPE,
  BUNDLE_V02_MEDIA_TYPE,
  BUNDLE_V03_LEGACY_MEDIA_TYPE,
  BUNDLE_V03_MEDIA_TYPE,
} from '@sigstore/bundle';

/** Sigstore bundles of every version that is read. Source: sigstore/protobuf-specs, sigstore_bundle.proto. */
export const BUNDLE_TYPES: readonly string[] = [
  BUNDLE_V03_MEDIA_TYPE,
  BUNDLE_V03_LEGACY_MEDIA_TYPE,
  BUNDLE_V02_MEDIA_TYPE,
  BUNDLE_V01_MEDIA_TYPE,
];

/** Of a layer. Source: sigstore/cosign, specs/SIGNATURE_SPEC.md. */
export const SIMPLE_SIGNING_TYPE = 'application/vnd.dev.cosign.simplesigning.v1+json';
export const ENVELOPE_TYPE = 'application/vnd.dsse.envelope.v1+json';

export type LayerType = typeof SIMPLE_SIGNING_TYPE | typeof ENVELOPE_TYPE;

/** What cosign calls referrers that hold the layers of a `.sig`, of an `.att`, and of both. */
export const COSIGN_SIGNATURE_TYPE = 'application/vnd.dev.cosign.artifact.sig.v1+json';
export const COSIGN_ATTESTATION_TYPES: readonly string[] = [
  'application/vnd.dev.cosign.artifact.att.v1+json',
  'application/vnd.in-toto+json',
];
/** Documents that are attached without a signature. */
export const UNSIGNED_TYPES: readonly string[] = ['application/vnd.dev.cosign.artifact.sbom.v1+json'];
