import { setFlagsFromString } from 'node:v8';
import { resolve } from 'node:path';
import { buildBundle } from '../checks/vulnerabilities/advisories/bundle/build.ts';
import type { PackedFeed } from '../checks/vulnerabilities/advisories/bundle/build.ts';
import { addressExports } from '../checks/vulnerabilities/advisories/bundle/exports-address.ts';
import { folderExports } from '../checks/vulnerabilities/advisories/bundle/exports-folder.ts';
import { parseEpss } from '../checks/vulnerabilities/feeds/epss.ts';
import { fetchFeed } from '../checks/vulnerabilities/feeds/fetch-feed.ts';
import { parseKev, shortKev } from '../checks/vulnerabilities/feeds/kev.ts';
import type { AdvisoriesCommand } from '../settings/advisories-argv.ts';
import { makeTempFolder } from '../util/temp.ts';
import { describeBundle } from './describe.ts';
import { readKeyFile } from './keys.ts';
import type { AdvisoriesContext } from './context.ts';

type BuildCommand = Extract<AdvisoriesCommand, { verb: 'build' }>;

const ADDRESS = /^https?:\/\//iu;

/** Builds a bundle; returns what it holds. Throws what `buildBundle`, its exports and `fetchFeed` throw. */
export async function build(command: BuildCommand, context: AdvisoriesContext): Promise<string> {
  const { log, signal, cwd, env, version, now } = context;
  // Records are read and thrown away by the ten thousand: without this, V8 lets them pile up to 100 MB more.
  setFlagsFromString('--semi-space-growth-factor=1');
  const privateKeyPem = await readKeyFile(command.signKey, cwd);
  const feeds = await readFeeds(command, context);
  const output = resolve(cwd, command.output);
  const shared = { feeds, output, privateKeyPem, tool: `image-gate ${version}`, now: now(), log, signal };
  if (!ADDRESS.test(command.from)) {
    const exports = folderExports(resolve(cwd, command.from), command.ecosystems);
    const { manifest, bytes } = await buildBundle({ ...shared, exports });
    return describeBundle(manifest, { bytes, isSigned: privateKeyPem !== null });
  }
  const temp = await makeTempFolder(env['RUNNER_TEMP'] ?? env['TMPDIR'] ?? '/tmp');
  try {
    const exports = addressExports(command.from, command.ecosystems ?? [], {
      folder: temp.path,
      now,
      log,
      signal,
    });
    const { manifest, bytes } = await buildBundle({ ...shared, exports });
    return describeBundle(manifest, { bytes, isSigned: privateKeyPem !== null });
  } finally {
    await temp.remove();
  }
}

/** Read in full, so that a bundle never holds a feed that a check would refuse. */
async function readFeeds(command: BuildCommand, context: AdvisoriesContext): Promise<readonly PackedFeed[]> {
  const { cwd, signal, now } = context;
  const feeds: PackedFeed[] = [];
  if (command.kev !== null) {
    const options = { file: resolve(cwd, command.kev), now: now(), signal };
    const { text, from, retrievedAt } = await fetchFeed(command.kev, options);
    const kev = parseKev(text, from);
    const about = { id: 'kev', from: nameOf(from), retrievedAt: retrievedAt.toISOString() } as const;
    feeds.push({ about: { ...about, newest: kev.newest, entries: kev.entries.size }, text: shortKev(kev) });
  }
  if (command.epss !== null) {
    const options = { file: resolve(cwd, command.epss), now: now(), signal };
    const { text, from, retrievedAt } = await fetchFeed(command.epss, options);
    const { newest, count } = parseEpss(text, from, new Set());
    const about = { id: 'epss', from: nameOf(from), retrievedAt: retrievedAt.toISOString() } as const;
    feeds.push({ about: { ...about, newest, entries: count }, text });
  }
  return feeds;
}

/** A path of the builder says nothing to others. */
function nameOf(from: string): string {
  return ADDRESS.test(from) ? from : (from.split('/').at(-1) ?? from);
}
