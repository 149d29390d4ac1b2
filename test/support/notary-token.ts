import { randomUUID, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeenRequest, TestServer } from './http-server.ts';
import { json, startServer } from './http-server.ts';
import { workFolder } from './work-folder.ts';
import { makeCertificate } from './x509-ca.ts';

const SERVICE = 'notary';
const ISSUER = 'test';

export interface TokenServer extends TestServer {
  /** The `auth` section of a server that accepts its tokens. */
  readonly auth: object;
}

/**
 * Gives tokens to one user, and to others tokens that allow nothing, as Docker's token servers do. It ends with the
 * test. Source: distribution specification, "token authentication implementation".
 */
export async function startTokenServer(user: { name: string; password: string }): Promise<TokenServer> {
  const certificate = makeCertificate({
    subject: [['CN', 'tokens']],
    // Go reads no fractions of a second.
    from: new Date('2020-01-01T00:00:00Z'),
    to: new Date('2049-01-01T00:00:00Z'),
  });
  const rootcertbundle = join(workFolder(), 'tokens.crt');
  writeFileSync(rootcertbundle, certificate.pem);
  const login = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
  const server = await startServer((request, response) => {
    const access = request.headers.authorization === login ? accessOf(request) : [];
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: ISSUER,
      sub: user.name,
      aud: SERVICE,
      exp: now + 300,
      nbf: now - 10,
      iat: now,
      jti: randomUUID(),
      access,
    };
    const header = { typ: 'JWT', alg: 'ES256', x5c: [certificate.der.toString('base64')] };
    const text = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(text), { key: certificate.key, dsaEncoding: 'ieee-p1363' });
    json(response, { token: `${text}.${signature.toString('base64url')}` });
  });
  const options = { realm: `${server.url}/token`, service: SERVICE, issuer: ISSUER, rootcertbundle };
  return { ...server, auth: { type: 'token', options } };
}

/** What is asked for: `repository:<name>:<actions>`, where the name may hold colons. */
function accessOf({ path }: SeenRequest): readonly object[] {
  const scopes = new URL(path, 'http://localhost').searchParams.getAll('scope');
  return scopes.flatMap((scope) => {
    const [type = '', ...rest] = scope.split(':');
    const actions = rest.pop() ?? '';
    return [{ type, name: rest.join(':'), actions: actions.split(',') }];
  });
}
