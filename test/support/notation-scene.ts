import type { Judged } from '../../src/checks/signatures/judged.ts';
import { verifyNotation } from '../../src/checks/signatures/notation/verify.ts';
import type { NotationPolicy, NotationStore } from '../../src/model/trust.ts';
import type { TestChain } from './notation-authority.ts';
import { makeChain, notationAuthority, notationStore } from './notation-authority.ts';
import type { SignOptions } from './notation-envelope.ts';
import { signCose, signJws } from './notation-envelope.ts';
import type { SignatureManifest, SignedImage } from './notation-image.ts';
import { listReferrers, pushSignature, pushTarget } from './notation-image.ts';
import { makeOcsp } from './notation-revocation.ts';
import type { RevocationServices } from './notation-services.ts';
import type { StampOptions } from './notation-timestamp.ts';
import { makeTimestamp, makeTimestampChain } from './notation-timestamp.ts';
import type { TestRegistry } from './registry.ts';
import { verifyContext } from './verify-context.ts';
import { authorityInformation } from './x509-ca.ts';
import type { TargetDescriptor } from '../../src/checks/signatures/judged.ts';

/** Who signs and stamps in a row of tests. */
export interface Cast {
  readonly chain: TestChain;
  readonly time: TestChain;
  /** Its certificates name the OCSP service of `services`. */
  readonly revocable: TestChain;
  readonly services: RevocationServices;
  readonly registry: TestRegistry;
  /** What is signed, in each scene anew: one scene at a time. */
  readonly image: SignedImage;
}

/** What is not as it is by default: a JWS by `cast.chain`, held against a strict policy that trusts its root. */
export interface Scene {
  readonly format?: 'jws' | 'cose';
  readonly chain?: TestChain;
  readonly sign?: Partial<SignOptions>;
  /** There is a time stamp, and a store that trusts its root. */
  readonly stamp?: Partial<StampOptions>;
  readonly envelope?: (bytes: Buffer) => Buffer;
  readonly mediaType?: string;
  readonly manifest?: (manifest: SignatureManifest) => SignatureManifest;
  /** What the list of referrers names. */
  readonly entries?: (entry: TargetDescriptor, image: SignedImage) => Promise<readonly TargetDescriptor[]>;
  readonly stores?: readonly NotationStore[];
  readonly policy?: Partial<NotationPolicy>;
  readonly now?: Date;
  readonly notes?: string[];
  readonly target?: (target: TargetDescriptor) => TargetDescriptor;
}

export async function makeCast(registry: TestRegistry, services: RevocationServices): Promise<Cast> {
  const aia = [authorityInformation(`${services.url}/ocsp`)];
  const ocsp = { leafExtensions: aia };
  const cast = {
    chain: makeChain(),
    time: makeTimestampChain(),
    revocable: makeChain(ocsp),
    services,
    registry,
    image: await pushTarget(registry),
  };
  const { leaf: certificate, intermediate: issuer } = cast.revocable;
  services.answers.set('/ocsp', makeOcsp({ certificate, issuer }));
  return cast;
}

/** Signs the image by the scene, pushes the signature, and verifies. */
export async function play(cast: Cast, scene: Scene): Promise<readonly Judged[]> {
  const { image } = cast;
  const { format = 'jws', chain = cast.chain, stamp } = scene;
  const sign = format === 'jws' ? signJws : signCose;
  const options: SignOptions = {
    target: image.descriptor,
    chain: chain.all,
    ...(stamp === undefined
      ? {}
      : { stamp: (signature: Buffer) => makeTimestamp(signature, stampBy(cast.time, stamp)) }),
    ...scene.sign,
  };
  const bytes = sign(options);
  const mediaType = scene.mediaType ?? (format === 'jws' ? 'application/jose+json' : 'application/cose');
  const envelope = scene.envelope?.(bytes) ?? bytes;
  const pushed = await pushSignature(image, {
    envelope,
    chain: chain.all,
    mediaType,
    ...(scene.manifest === undefined ? {} : { manifest: scene.manifest }),
  });
  await listReferrers(image, (await scene.entries?.(pushed, image)) ?? [pushed]);
  const stores = scene.stores ?? [
    notationStore('ca', cast.chain.root, cast.revocable.root),
    notationStore('tsa', cast.time.root),
  ];
  const trustStores = ['ca:acme', ...(stamp === undefined ? [] : ['tsa:acme'])];
  const descriptors = image.target.descriptors.map((one) => scene.target?.(one) ?? one);
  return verifyNotation(
    notationAuthority(stores, { trustStores, ...scene.policy }),
    { ...image.target, descriptors },
    verifyContext(
      {
        env: { PATH: process.env['PATH'], IMAGE_GATE_REVOCATION_HOSTS: cast.services.host },
        ...(scene.now === undefined ? {} : { now: scene.now }),
      },
      scene.notes,
    ),
  );
}

/** The codes of what was judged; null where it was accepted. */
export async function codes(cast: Cast, scene: Scene): Promise<readonly (string | null)[]> {
  return (await play(cast, scene)).map(({ refusal }) => refusal?.code ?? null);
}

function stampBy(time: TestChain, change: Partial<StampOptions>): StampOptions {
  return { signer: time.leaf, certificates: time.all, ...change };
}
