import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestCertificate } from './x509-ca.ts';

/** OpenSSL in a folder of its own. */
export interface OpenSsl {
  write(name: string, content: string | Buffer): void;
  read(name: string): Buffer;
  run(...args: readonly string[]): void;
  /** Writes `name.pem` and `name.key`. */
  put(name: string, certificate: TestCertificate): void;
}

export function openSslIn(folder: string): OpenSsl {
  const at = (name: string): string => path.join(folder, name);
  const write = (name: string, content: string | Buffer): void => writeFileSync(at(name), content);
  return {
    write,
    read: (name) => readFileSync(at(name)),
    run: (...args) => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }),
    put: (name, { pem, key }) => {
      write(`${name}.pem`, pem);
      write(`${name}.key`, key.export({ type: 'pkcs8', format: 'pem' }));
    },
  };
}

/** The database of `openssl ca`: who is good and who is revoked. */
export function openSslIndex(good: readonly TestCertificate[], revoked: readonly TestCertificate[]): string {
  const line = ({ serial }: TestCertificate, state: string, since: string): string => {
    const hex = serial.toString(16).toUpperCase();
    return [
      state,
      '400101000000Z',
      since,
      hex.padStart(hex.length + (hex.length % 2), '0'),
      'unknown',
      '/CN=x',
    ].join('\t');
  };
  const lines = [
    ...good.map((one) => line(one, 'V', '')),
    ...revoked.map((one) => line(one, 'R', '250101000000Z')),
  ];
  return lines.map((text) => `${text}\n`).join('');
}
