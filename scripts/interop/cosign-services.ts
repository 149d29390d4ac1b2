import { answerTimestampQuery, makeTimestampChain } from '../../test/support/notation-timestamp.ts';
import { startSigstoreServer } from '../../test/support/sigstore-server.ts';
import { TEST_IDENTITY, startSigstore } from '../../test/support/sigstore-services.ts';

/** Services that cosign can talk to. */
export interface CosignServices {
  readonly rootText: string;
  /** Arguments of `cosign signing-config create`. */
  readonly signingConfig: readonly string[];
  readonly token: string;
  /** Puts the address in for `URL`. */
  readonly fill: (argument: string) => string;
  readonly stop: () => void;
}

export async function startCosignServices(): Promise<CosignServices> {
  const services = await startSigstore();
  const whole = Math.floor(Date.now() / 1000) * 1000;
  const times = { from: new Date(whole - 60_000), to: new Date(whole + 3_600_000) };
  const chain = makeTimestampChain({ leaf: times, intermediate: times, root: times });
  const stamping = { signer: chain.leaf, certificates: chain.all, time: services.signedAt };
  const { url, stop } = await startSigstoreServer(services, (query) => answerTimestampQuery(query, stamping));
  const certificates = chain.all.map(({ der }) => ({ rawBytes: der.toString('base64') }));
  const authority = {
    uri: 'https://tsa.test',
    subject: { organization: 'test', commonName: 'tsa' },
    certChain: { certificates },
    validFor: { start: '2020-01-01T00:00:00Z' },
  };
  const service = (address: string): string =>
    `url=${address},api-version=1,start-time=2020-01-01T00:00:00Z,operator=test`;
  return {
    rootText: JSON.stringify({ ...services.root, timestampAuthorities: [authority] }),
    signingConfig: [
      `--fulcio=${service(url)}`,
      `--rekor=${service(url)}`,
      '--rekor-config=ANY',
      `--tsa=${service(`${url}/api/v1/timestamp`)}`,
      '--tsa-config=ANY',
    ],
    token: token(),
    fill: (argument) => argument.replace('URL', url),
    stop,
  };
}

/** As an identity provider gives it, but for the signature, which nobody here looks at. */
function token(): string {
  const claims = {
    sub: TEST_IDENTITY.subject,
    iss: TEST_IDENTITY.issuer,
    aud: 'sigstore',
    exp: 2 ** 32,
    iat: 1,
  };
  const parts = [JSON.stringify({ alg: 'RS256' }), JSON.stringify(claims), 'signature'];
  return parts.map((part) => Buffer.from(part).toString('base64url')).join('.');
}
