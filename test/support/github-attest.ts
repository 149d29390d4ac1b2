import { createHash, sign } from 'node:crypto';
import { initializeTSA } from '@sigstore/mock';
import { generateKeyPairSync } from 'node:crypto';
import { der } from '../../src/checks/signatures/notation/x509/write-der.ts';
import { basicConstraints, extendedKeyUsage, keyUsage, makeCertificate, makeKey } from './x509-ca.ts';
import type { Extension, TestCertificate } from './x509-ca.ts';
import { derOid, derSequence, derTagged, derText } from './x509-der.ts';

export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';
export const WORKFLOW = 'acme/app/.github/workflows/release.yml';
export const PROVENANCE = 'https://slsa.dev/provenance/v1';
const FULCIO = '1.3.6.1.4.1.57264.1';

/** What a certificate of Fulcio says; null: left out. */
export interface CertificateSays {
  /** An address; for other kinds of names, the GeneralNames. */
  readonly subject?: string | readonly Buffer[] | null;
  /** Values by the last arc of Fulcio's ids, as UTF8String. */
  readonly claims?: Readonly<Record<number, string | null>>;
  /** As they are: the ids below 8. */
  readonly rawClaims?: Readonly<Record<number, string>>;
  readonly more?: readonly Extension[];
  readonly issuer?: TestCertificate;
}

const CLAIMS: Readonly<Record<number, string>> = {
  8: GITHUB_ISSUER,
  9: `https://github.com/${WORKFLOW}@refs/heads/main`,
  11: 'github-hosted',
  12: 'https://github.com/acme/app',
  13: 'a'.repeat(40),
  14: 'refs/heads/main',
  20: 'push',
  21: 'https://github.com/acme/app/actions/runs/1/attempts/1',
  23: 'production',
};

/** The certificate of a workflow of acme/app, but for what is given. */
export function workflowCertificate(says: CertificateSays = {}): TestCertificate {
  const subject = says.subject === undefined ? String(CLAIMS[9]) : says.subject;
  const claims = Object.entries({ ...CLAIMS, ...says.claims }).flatMap(([id, value]): readonly Extension[] =>
    value === null ? [] : [[`${FULCIO}.${id}`, false, derText(value)]],
  );
  const raw = Object.entries({ 1: GITHUB_ISSUER, ...says.rawClaims }).map(([id, value]): Extension => [
    `${FULCIO}.${id}`,
    false,
    Buffer.from(value),
  ]);
  const names = typeof subject === 'string' ? [uri(subject)] : subject;
  return makeCertificate({
    subject: [],
    issuer: says.issuer ?? null,
    from: seconds(-60),
    to: seconds(600),
    extensions: [
      keyUsage([0]),
      extendedKeyUsage(['1.3.6.1.5.5.7.3.3']),
      ...(names === null ? [] : [['2.5.29.17', true, derSequence(...names)] as const]),
      ...raw,
      ...claims,
      ...(says.more ?? []),
    ],
  });
}

/** Whole ones, from now. */
function seconds(offset: number): Date {
  return new Date((Math.floor(Date.now() / 1000) + offset) * 1000);
}

export function uri(text: string): Buffer {
  return der(0x86, Buffer.from(text));
}

export function email(text: string): Buffer {
  return der(0x81, Buffer.from(text));
}

/** Fulcio's own kind of name, or that of another id. */
export function otherName(text: string, oid = `${FULCIO}.7`): Buffer {
  return derTagged(0, derOid(oid), derTagged(0, derText(text)));
}

export interface Attested extends CertificateSays {
  /** `sha256:…` */
  readonly digest: string;
  readonly predicateType?: string;
  readonly predicate?: unknown;
}

export interface GithubSigner {
  /** Text of its trusted root: an authority and time stamps, and no log, as GitHub has it for private repositories. */
  readonly trustedRoot: string;
  /** A bundle as `actions/attest` stores it. */
  attest(what: Attested): Promise<object>;
}

/** A Sigstore of its own. Times are whole seconds, as in certificates. */
export async function githubSigner(): Promise<GithubSigner> {
  const authority = makeCertificate({
    subject: [
      ['O', 'GitHub, Inc.'],
      ['CN', 'Fulcio Intermediate'],
    ],
    key: makeKey('p384'),
    signing: 'sha384',
    from: seconds(-86_400),
    to: seconds(86_400),
    extensions: [basicConstraints(true), keyUsage([5, 6])],
  });
  // Its certificates are valid from when they are made, which is a little later.
  const now = seconds(10);
  const tsa = await initializeTSA(generateKeyPairSync('ec', { namedCurve: 'P-384' }), now);
  const chain = (...certificates: readonly ArrayBufferView[]) => ({
    certificates: certificates.map((one) => ({ rawBytes: bytesOf(one).toString('base64') })),
  });
  const validFor = { start: '2020-01-01T00:00:00Z' };
  const trustedRoot = JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [],
    ctlogs: [],
    certificateAuthorities: [{ uri: 'https://ca.example', certChain: chain(authority.der), validFor }],
    timestampAuthorities: [
      { uri: 'https://tsa.example', certChain: chain(tsa.intCertificate, tsa.rootCertificate), validFor },
    ],
  });
  return {
    trustedRoot,
    async attest({ digest, predicateType = PROVENANCE, predicate = {}, ...says }) {
      const { der: certificate, key } = workflowCertificate({ issuer: authority, ...says });
      const payload = Buffer.from(
        JSON.stringify({
          _type: 'https://in-toto.io/Statement/v1',
          subject: [{ name: 'app', digest: { sha256: digest.replace('sha256:', '') } }],
          predicateType,
          predicate,
        }),
      );
      const head = `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `;
      const signature = sign('sha256', Buffer.concat([Buffer.from(head), payload]), key);
      const stamp = await tsa.timestamp({
        artifactHash: createHash('sha256').update(signature).digest(),
        hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
        nonce: 1,
        policyOID: '1.2.3.4',
        certReq: true,
      });
      return {
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: {
          certificate: { rawBytes: certificate.toString('base64') },
          tlogEntries: [],
          timestampVerificationData: {
            rfc3161Timestamps: [{ signedTimestamp: bytesOf(stamp).toString('base64') }],
          },
        },
        dsseEnvelope: {
          payload: payload.toString('base64'),
          payloadType: PAYLOAD_TYPE,
          signatures: [{ sig: signature.toString('base64'), keyid: '' }],
        },
      };
    },
  };
}

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

function bytesOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}
