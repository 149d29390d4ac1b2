import { makeChain } from '../../../../support/notation-authority.ts';
import { cbor, isoTime, signRaw } from '../../../../support/notation-envelope.ts';
import type { Scene } from '../../../../support/notation-scene.ts';
import type { Attack } from './attack.ts';

const DAY = 24 * 3600 * 1000;
const SCHEME = 'io.cncf.notary.signingScheme';
const EXPIRY = 'io.cncf.notary.expiry';
const OTHER_DIGEST = `sha256:${'0'.repeat(64)}`;
const cose = (): Scene => ({ format: 'cose' });

/** On the envelope: its parts, what is signed, and what it says of itself. */
export const ENVELOPE_ATTACKS: readonly Attack[] = [
  {
    does: 'lets another digest be signed for in the payload',
    code: 'NOTATION_SIGNATURE',
    change: () => ({
      sign: {
        after: (parts) => ({
          ...parts,
          payload: Buffer.from(parts.payload.toString().replace(/sha256:.{8}/u, 'sha256:00000000')),
        }),
      },
    }),
  },
  {
    does: 'moves the signature of another image here',
    code: 'NOTATION_DIGEST',
    change: () => ({
      sign: {
        target: { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: OTHER_DIGEST, size: 7 },
      },
    }),
  },
  {
    does: 'says the same digest is of another kind of content',
    code: 'NOTATION_DIGEST',
    change: () => ({ target: (one) => ({ ...one, mediaType: 'application/vnd.oci.image.index.v1+json' }) }),
  },
  {
    does: 'says the same digest has another size',
    code: 'NOTATION_DIGEST',
    change: () => ({ target: (one) => ({ ...one, size: one.size + 1 }) }),
  },
  {
    does: 'signs with another key than that of the certificate',
    code: 'NOTATION_SIGNATURE',
    change: () => ({
      sign: { after: (parts) => ({ ...parts, signature: signRaw(makeChain().leaf.key, parts.payload) }) },
    }),
  },
  {
    does: 'takes the expiry out of the header',
    code: 'NOTATION_SIGNATURE',
    from: () => ({
      sign: {
        header: (header) => ({
          ...header,
          crit: [SCHEME, EXPIRY],
          [EXPIRY]: isoTime(new Date(Date.now() + DAY)),
        }),
      },
    }),
    change: () => ({
      sign: {
        header: (header) => ({
          ...header,
          crit: [SCHEME, EXPIRY],
          [EXPIRY]: isoTime(new Date(Date.now() + DAY)),
        }),
        after: (parts) => {
          const { [EXPIRY]: _, ...header } = JSON.parse(parts.protected.toString()) as Record<
            string,
            unknown
          >;
          return { ...parts, protected: Buffer.from(JSON.stringify({ ...header, crit: [SCHEME] })) };
        },
      },
    }),
  },
  {
    does: 'names a weaker algorithm than that of the key',
    code: 'NOTATION_ALGORITHM',
    change: () => ({ sign: { header: (header) => ({ ...header, alg: 'HS256' }) } }),
  },
  {
    does: 'names no algorithm at all (none)',
    code: 'NOTATION_ALGORITHM',
    change: () => ({ sign: { header: (header) => ({ ...header, alg: 'none' }) } }),
  },
  {
    does: 'names another algorithm in COSE',
    code: 'NOTATION_ALGORITHM',
    from: cose,
    change: () => ({ format: 'cose', sign: { header: (header) => ({ ...header, '1': -35 }) } }),
  },
  {
    does: 'changes the payload of COSE',
    code: 'NOTATION_SIGNATURE',
    from: cose,
    change: () => ({
      format: 'cose',
      sign: { after: (parts) => ({ ...parts, payload: Buffer.from('{}') }) },
    }),
  },
  {
    does: 'wraps COSE in another tag',
    code: 'NOTATION_ENVELOPE',
    from: cose,
    change: () => ({
      format: 'cose',
      envelope: (bytes) => Buffer.concat([Buffer.of(0xd1), bytes.subarray(1)]),
    }),
  },
  {
    does: 'gives a header of COSE twice',
    code: 'NOTATION_ENVELOPE',
    from: cose,
    change: () => ({
      format: 'cose',
      sign: {
        after: (parts) => ({
          ...parts,
          protected: Buffer.concat([Buffer.of(0xa2), cbor(1), cbor(-7), cbor(1), cbor(-7)]),
        }),
      },
    }),
  },
  {
    does: 'gives a member of JWS twice',
    code: 'NOTATION_ENVELOPE',
    change: () => ({ envelope: (bytes) => Buffer.from(bytes.toString().replace('{', '{"payload":"e30",')) }),
  },
  {
    does: 'adds a second signature to JWS',
    code: 'NOTATION_ENVELOPE',
    change: () => ({ envelope: (bytes) => Buffer.from(bytes.toString().replace('{', '{"signatures":[],')) }),
  },
  {
    does: 'lets COSE be read as JWS',
    code: 'NOTATION_ENVELOPE',
    from: cose,
    change: () => ({ format: 'cose', mediaType: 'application/jose+json' }),
  },
  {
    does: 'signs another kind of payload',
    code: 'NOTATION_CONTENT_TYPE',
    change: () => ({ sign: { header: (header) => ({ ...header, cty: 'application/vnd.in-toto+json' }) } }),
  },
  {
    does: 'signs a payload that names two artifacts',
    code: 'NOTATION_PAYLOAD',
    change: () => ({ sign: { payload: Buffer.from('{"targetArtifact":{},"targetArtifact":{}}') } }),
  },
  {
    does: 'hides a critical attribute that nobody knows',
    code: 'NOTATION_CRITICAL',
    change: () => ({
      sign: {
        header: (header) => ({ ...header, crit: [SCHEME, 'com.example.rule'], 'com.example.rule': 'x' }),
      },
    }),
  },
  {
    does: 'asks for a plugin that would have refused',
    code: 'NOTATION_PLUGIN',
    change: () => ({
      sign: {
        header: (header) => ({ ...header, 'io.cncf.notary.verificationPlugin': 'com.example.checker' }),
      },
    }),
  },
  {
    does: 'has an expiry that a verifier may pass over',
    code: 'NOTATION_ATTRIBUTE',
    change: () => ({
      sign: { header: (header) => ({ ...header, [EXPIRY]: isoTime(new Date(Date.now() + DAY)) }) },
    }),
  },
  {
    does: 'presents a signature after its expiry',
    code: 'NOTATION_EXPIRED',
    from: () => ({
      sign: {
        header: (header) => ({
          ...header,
          crit: [SCHEME, EXPIRY],
          [EXPIRY]: isoTime(new Date(Date.now() + DAY)),
        }),
      },
    }),
    change: () => ({
      now: new Date(Date.now() + 2 * DAY),
      sign: {
        header: (header) => ({
          ...header,
          crit: [SCHEME, EXPIRY],
          [EXPIRY]: isoTime(new Date(Date.now() + DAY)),
        }),
      },
    }),
  },
  {
    does: 'calls a signature one of a signing authority, to be believed its time',
    code: 'NOTATION_UNTRUSTED_CHAIN',
    change: () => ({
      sign: {
        header: ({ 'io.cncf.notary.signingTime': time, ...header }) => ({
          ...header,
          [SCHEME]: 'notary.x509.signingAuthority',
          crit: [SCHEME, 'io.cncf.notary.authenticSigningTime'],
          'io.cncf.notary.authenticSigningTime': time,
        }),
      },
    }),
  },
];
