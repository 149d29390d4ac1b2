/**
 * Makes the image that the benchmark measures: about 890 MB in 8 layers, Debian 12 with Python, Node, a Java
 * runtime, Ruby, some 400 npm packages, a few wheels, and whiteouts. Needs root, mmdebstrap, npm, pip.
 *
 *   node bench/make-image.ts [folder]      (default .cache/bench)
 *
 * Leaves `layout/` (OCI layout, gzip), `image.tar` (docker archive, raw layers) and `truth/` (what dpkg-query,
 * npm and pip say). What is there already is kept.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const DEBS = [
  'python3,python3-pip,python3-yaml,python3-requests,nodejs,npm,default-jre-headless',
  'ruby,git,curl,ca-certificates',
].join(',');

const NPM = [
  'express@4 webpack@5 eslint@8 lodash@4.17.20 axios@1 react@18 react-dom@18 moment@2 mocha@10',
  'minimist@1.2.5 @babel/core@7 socket.io@4 mongoose@8',
].flatMap((line) => line.split(' '));

const WHEELS = ['django==4.2.1', 'flask==2.3.2', 'jinja2==3.1.2', 'sqlalchemy==2.0.15'];

/** One layer: the paths of the root file system that it holds. The first that names a path has it. */
const LAYERS: readonly { readonly name: string; readonly paths: readonly string[] }[] = [
  { name: 'jre', paths: ['usr/lib/jvm', 'usr/share/java'] },
  { name: 'app', paths: ['srv/app'] },
  { name: 'wheels', paths: ['opt/wheels'] },
  { name: 'python', paths: ['usr/lib/python3', 'usr/lib/python3.11'] },
  { name: 'modules', paths: ['usr/share/nodejs', 'usr/lib/node_modules', 'usr/include'] },
  { name: 'libraries', paths: ['usr/lib/x86_64-linux-gnu'] },
];

const folder = path.resolve(process.argv[2] ?? '.cache/bench');
const at = (...parts: string[]): string => path.join(folder, ...parts);

function run(file: string, args: readonly string[], cwd = folder): string {
  return execFileSync(file, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function makeRoot(): void {
  if (existsSync(at('root/srv/app/node_modules')) && existsSync(at('root/opt/wheels'))) return;
  rmSync(at('root'), { recursive: true, force: true });
  run('mmdebstrap', ['--quiet', '--variant=minbase', `--include=${DEBS}`, 'bookworm', at('root')]);
  mkdirSync(at('root/srv/app'), { recursive: true });
  writeFileSync(at('root/srv/app/package.json'), '{"name":"app","version":"1.0.0","private":true}\n');
  run(
    'npm',
    ['install', '--silent', '--ignore-scripts', '--no-audit', '--no-fund', ...NPM],
    at('root/srv/app'),
  );
  run('python3', [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-deps',
    '--target',
    at('root/opt/wheels'),
    ...WHEELS,
  ]);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The tars of the layers, lowest first. */
function makeTars(): string[] {
  mkdirSync(at('tars'), { recursive: true });
  const root = at('root');
  const common = ['--numeric-owner', '--sort=name', '--format=pax', '--pax-option=delete=atime,delete=ctime'];
  const excludes = LAYERS.flatMap((layer) => layer.paths).map((p) => `--exclude=./${p}`);
  const tar = (name: string, args: readonly string[]): string => {
    const file = at('tars', `${name}.tar`);
    if (!existsSync(file)) run('tar', [...common, '-cf', file, '-C', root, ...args]);
    return file;
  };
  const tars = [
    tar('base', [...excludes, '--exclude=./var/cache/apt/*', '--exclude=./var/lib/apt/lists/*', '.']),
  ];
  for (const layer of LAYERS)
    tars.push(
      tar(
        layer.name,
        layer.paths.filter((p) => existsSync(path.join(root, p))),
      ),
    );
  tars.push(makeWhiteouts());
  return tars;
}

/** The last layer deletes one package and makes another's folder opaque: both must vanish from the inventory. */
function makeWhiteouts(): string {
  const file = at('tars', 'deleted.tar');
  const tree = at('deleted');
  mkdirSync(path.join(tree, 'srv/app/node_modules/minimist'), { recursive: true });
  writeFileSync(path.join(tree, 'srv/app/node_modules/.wh.axios'), '');
  writeFileSync(path.join(tree, 'srv/app/node_modules/minimist/.wh..wh..opq'), '');
  writeFileSync(
    path.join(tree, 'srv/app/node_modules/minimist/package.json'),
    '{"name":"minimist","version":"1.2.8"}\n',
  );
  if (!existsSync(file)) run('tar', ['--numeric-owner', '--sort=name', '-cf', file, '-C', tree, '.']);
  return file;
}

async function makeImages(tars: readonly string[]): Promise<void> {
  const blobs = at('layout/blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const diffIds: string[] = [];
  const layers: { mediaType: string; digest: string; size: number }[] = [];
  for (const tar of tars) {
    const zipped = `${tar}.gz`;
    if (!existsSync(zipped)) run('sh', ['-c', 'gzip -6 -n -c "$1" > "$2"', 'gzip', tar, zipped]);
    const digest = await sha256(zipped);
    if (!existsSync(path.join(blobs, digest))) run('ln', [zipped, path.join(blobs, digest)]);
    diffIds.push(`sha256:${await sha256(tar)}`);
    const mediaType = 'application/vnd.oci.image.layer.v1.tar+gzip';
    layers.push({ mediaType, digest: `sha256:${digest}`, size: statSync(zipped).size });
  }
  const config = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { User: '1000', Env: ['PATH=/usr/bin'], Cmd: ['node', '/srv/app'] },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: tars.map((tar) => ({ created_by: `layer ${path.basename(tar, '.tar')}` })),
  });
  const put = (text: string): { digest: string; size: number } => {
    const digest = createHash('sha256').update(text).digest('hex');
    writeFileSync(path.join(blobs, digest), text);
    return { digest: `sha256:${digest}`, size: Buffer.byteLength(text) };
  };
  const stored = put(config);
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...stored },
    layers,
  };
  const entry = { mediaType: manifest.mediaType, ...put(JSON.stringify(manifest)) };
  writeFileSync(at('layout/oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(at('layout/index.json'), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
  makeArchive(tars, stored.digest.slice(7), config);
}

function makeArchive(tars: readonly string[], configName: string, config: string): void {
  const tree = at('archive');
  rmSync(tree, { recursive: true, force: true });
  const names = tars.map((tar) => `${path.basename(tar, '.tar')}/layer.tar`);
  for (const [index, name] of names.entries()) {
    mkdirSync(path.dirname(path.join(tree, name)), { recursive: true });
    run('ln', [tars[index] ?? '', path.join(tree, name)]);
  }
  writeFileSync(path.join(tree, `${configName}.json`), config);
  const manifest = [{ Config: `${configName}.json`, RepoTags: ['image-gate/bench:latest'], Layers: names }];
  writeFileSync(path.join(tree, 'manifest.json'), JSON.stringify(manifest));
  run('tar', ['-cf', at('image.tar'), '-C', tree, ...names, `${configName}.json`, 'manifest.json']);
  rmSync(tree, { recursive: true, force: true });
}

function writeTruth(): void {
  mkdirSync(at('truth'), { recursive: true });
  const format = '${db:Status-Abbrev}\\t${Package}\\t${Version}\\t${source:Package}\\t${source:Version}\\n';
  const all = run('dpkg-query', [`--admindir=${at('root/var/lib/dpkg')}`, '-W', `-f=${format}`]);
  writeFileSync(at('truth/dpkg.tsv'), all);
}

mkdirSync(folder, { recursive: true });
makeRoot();
const tars = makeTars();
await makeImages(tars);
writeTruth();
const bytes = (files: readonly string[]): string =>
  `${(files.reduce((sum, f) => sum + statSync(f).size, 0) / 1e6).toFixed(0)} MB`;
console.log(
  `${folder}: ${tars.length} layers, ${bytes(tars)} raw, ${bytes(tars.map((t) => `${t}.gz`))} gzip`,
);
console.log(readFileSync(at('truth/dpkg.tsv'), 'utf8').split('\n').length - 1, 'dpkg packages');
