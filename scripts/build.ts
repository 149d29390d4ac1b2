/**
 * Bundles src/ to dist/: one shared bundle, two small stubs (action and command line), the worker, and
 * licenses.txt. Not minified, so that a reviewer can read the diff; byte-identical from run to run.
 *
 *   node scripts/build.ts            writes dist/
 *   node scripts/build.ts --check    exits 1 when dist/ is not what src/ builds to
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { readText } from './read-text.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');
const pkg = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };

/**
 * The doors are stubs: `dist/gate.cjs` holds everything. They run on any Node, to say in words that it is too old.
 * Node's compile cache would save 40 ms of 120, from a folder that other users of the machine can write to.
 */
const stub = (run: string, first = ''): string => `${first}'use strict';
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error('image-gate: needs Node.js 24 or later, and this is ' + process.version + '. [NODE_TOO_OLD]');
  process.exitCode = 2;
} else {
  require('./gate.cjs').${run}();
}
`;

const STUBS = {
  'action.cjs': stub('runAction'),
  'cli.cjs': stub('runCli', '#!/usr/bin/env node\n'),
} as const;

async function bundle(): Promise<{ files: Map<string, string>; meta: Metafile }> {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: { gate: 'src/main.ts', worker: 'src/inventory/worker.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // CommonJS has no `import.meta`: the banner says where the bundle is.
    define: {
      IMAGE_GATE_VERSION: JSON.stringify(pkg.version),
      'import.meta.url': '__bundleUrl',
      'import.meta.dirname': '__dirname',
    },
    banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    // ssh2 tries optional native parts; it works without them, and a bundle cannot carry them.
    external: ['cpu-features', '*.node'],
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const files = new Map(result.outputFiles.map((f) => [path.basename(f.path), f.text]));
  return { files, meta: result.metafile };
}

/** Every package in the bundle with its licence text. */
function licences(meta: Metafile): string {
  const folders = new Set<string>();
  for (const input of Object.keys(meta.inputs)) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(input);
    if (match?.[1] !== undefined) folders.add(match[1]);
  }
  const texts: string[] = [];
  for (const folder of [...folders].sort()) {
    const at = path.join(ROOT, folder);
    const own = JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8')) as Record<string, unknown>;
    const file = readdirSync(at).find((name) => /^(?:licen[sc]e|copying)/iu.test(name));
    const text =
      file === undefined
        ? '(no licence file in the package)'
        : readFileSync(path.join(at, file), 'utf8').trim();
    texts.push(`${String(own['name'])} ${String(own['version'])}\n${String(own['license'])}\n\n${text}\n`);
  }
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

async function main(): Promise<void> {
  const { files, meta } = await bundle();
  for (const [name, text] of Object.entries(STUBS)) files.set(name, text);
  files.set('licenses.txt', licences(meta));
  files.set('package.json', '{ "type": "commonjs" }\n');
  if (process.argv.includes('--check')) {
    const stale = [...files]
      .filter(([name, text]) => readText(path.join(DIST, name)) !== text)
      .map(([name]) => name);
    if (stale.length === 0) return;
    console.error(
      `dist/ is not what src/ builds to (${stale.join(', ')}): run "npm run build" and commit it.`,
    );
    process.exitCode = 1;
    return;
  }
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  for (const [name, text] of files)
    writeFileSync(path.join(DIST, name), text, { mode: name === 'cli.cjs' ? 0o755 : 0o644 });
  for (const [name, text] of files)
    console.log(`dist/${name}  ${(Buffer.byteLength(text) / 1024).toFixed(0)} KiB`);
}

await main();
