import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../../src');

/** Which rooms a room may import from, besides itself. The table of ARCHITECTURE.md as code. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  util: ['model'],
  settings: ['model', 'util'],
  dockerfile: ['model', 'util'],
  image: ['model', 'util'],
  inventory: ['model', 'util', 'image'],
  engines: ['model', 'util'],
  checks: ['model', 'util', 'dockerfile', 'image', 'inventory', 'engines'],
  sbom: ['model', 'util', 'inventory'],
  vex: ['model', 'util', 'image'],
  policy: ['model', 'util'],
  reports: ['model', 'util'],
  delivery: ['model', 'util', 'reports', 'settings'],
  'sbom-command': ['model', 'util', 'settings', 'inventory', 'sbom', 'conclude.ts', 'steps.ts', 'subject.ts'],
  'verify-command': [
    'model',
    'settings',
    'image',
    'checks',
    'conclude.ts',
    'gate.ts',
    'steps.ts',
    'subject.ts',
    'trust.ts',
  ],
  'advisories-command': ['model', 'util', 'settings', 'image', 'checks'],
  'subject.ts': ['model', 'util', 'settings', 'image'],
  'advice.ts': ['model', 'settings', 'dockerfile', 'image', 'inventory', 'checks', 'subject.ts'],
  'trust.ts': ['model', 'util', 'settings', 'dockerfile', 'checks', 'policy'],
  'decisions.ts': ['model', 'util', 'settings', 'image', 'checks', 'policy', 'vex'],
  'conclude.ts': ['model', 'policy', 'steps.ts'],
  lint: ['model', 'util', 'settings', 'dockerfile', 'checks', 'conclude.ts', 'steps.ts'],
  'action.ts': ['model', 'util', 'settings', 'gate.ts', 'delivery', 'checks', 'version.ts', 'front-door.ts'],
  'cli.ts': [
    'model',
    'util',
    'settings',
    'gate.ts',
    'lint',
    'sbom-command',
    'verify-command',
    'advisories-command',
    'delivery',
    'checks',
    'version.ts',
    'front-door.ts',
  ],
  'front-door.ts': ['model'],
  'main.ts': ['action.ts', 'cli.ts', 'front-door.ts'],
  'version.ts': [],
  'steps.ts': ['model', 'util'],
  'gate.ts': [
    'model',
    'util',
    'settings',
    'dockerfile',
    'image',
    'inventory',
    'checks',
    'policy',
    'lint',
    'sbom',
    'vex',
    'advice.ts',
    'conclude.ts',
    'steps.ts',
    'subject.ts',
    'trust.ts',
    'decisions.ts',
  ],
};

/** Which checks a check may look into: none but its own folder and the shared files of `checks/`. */
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const imports = files.flatMap((file) =>
  [...readFileSync(path.join(SRC, file), 'utf8').matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/gu)].map(
    (match) => ({
      file,
      to: path.normalize(path.join(path.dirname(file), match[1] ?? '')),
    }),
  ),
);

describe('the dependency rule', () => {
  it('knows every room of src/', () => {
    expect([...new Set(files.map(room))].filter((name) => !(name in MAY_IMPORT))).toEqual([]);
  });

  it('lets a room import only what ARCHITECTURE.md allows', () => {
    const broken = imports.filter(({ file, to }) => {
      return room(file) !== room(to) && !(MAY_IMPORT[room(file)] ?? []).includes(room(to));
    });
    expect(broken.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
  });

  it('keeps checks out of each other', () => {
    const broken = imports.filter(({ file, to }) => {
      const [own, other] = [checkOf(file), checkOf(to)];
      return own !== null && other !== null && own !== other;
    });
    expect(broken.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
  });

  it('finds imports at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });
});

function room(file: string): string {
  return file.split(path.sep)[0] ?? file;
}

function checkOf(file: string): string | null {
  const parts = file.split(path.sep);
  return parts[0] === 'checks' && parts.length > 2 ? (parts[1] ?? null) : null;
}
