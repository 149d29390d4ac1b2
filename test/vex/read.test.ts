import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

import { readVexFiles } from '../../src/vex/read.ts';
import { workFolder } from '../support/work-folder.ts';

const OPENVEX = JSON.stringify({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  author: 'Ann',
  timestamp: '2026-01-01T00:00:00Z',
  statements: [{ vulnerability: { name: 'CVE-1' }, products: [{ '@id': 'pkg:npm/a' }], status: 'fixed' }],
});
const CYCLONEDX = JSON.stringify({
  bomFormat: 'CycloneDX',
  vulnerabilities: [{ id: 'CVE-2', analysis: { state: 'resolved' }, affects: [{ ref: 'pkg:npm/b' }] }],
});

it('reads both formats, in the order of the files', async () => {
  const cwd = workFolder({ 'b.json': CYCLONEDX, 'a.json': OPENVEX });
  const statements = await readVexFiles(['b.json', 'a.json'], cwd);
  expect(statements.map(({ vulnerabilities }) => vulnerabilities[0])).toEqual(['CVE-2', 'CVE-1']);
});

it.each([
  ['a missing file', 'missing.json', 'VEX_UNREADABLE'],
  ['a file that is not JSON', 'text.json', 'VEX_INVALID'],
  ['a document of another kind', 'other.json', 'VEX_INVALID'],
  ['a folder', '.', 'VEX_UNREADABLE'],
  ['a file that is too large', 'large.json', 'VEX_UNREADABLE'],
])('%s is misuse, not silence', async (_what, file, code) => {
  const cwd = workFolder({ 'text.json': 'hello', 'other.json': '{"statements":[]}' });
  writeFileSync(path.join(cwd, 'large.json'), '');
  truncateSync(path.join(cwd, 'large.json'), 17 * 1024 * 1024);
  await expect(readVexFiles([file], cwd)).rejects.toMatchObject({ code });
});
