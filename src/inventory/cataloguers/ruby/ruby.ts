import { LIMITS } from '../../../util/limits.ts';
import { NOTHING_READ, type Cataloguer, type Reading } from '../../cataloguer.ts';
import { quoted, statedVersion, statedWords } from '../text.ts';

const FILE = /(?:^|\/)specifications\/(?:default\/)?[^/]+\.gemspec$/u;
const LINE = /\r?\n/u;
const STATED =
  /^\s*[a-z]\w*\.(name|version|platform|licenses?)\s*=\s*(?:Gem::Version\.new\(\s*)?(\[[^\]]*\]|"[^"]*"|'[^']*')/u;
const STRING = /"([^"]*)"|'([^']*)'/gu;
const NAME = /^[A-Za-z0-9_.-]{1,256}$/u;
/** Gems for every platform state this, or none. Source: RubyGems, `Gem::Platform::RUBY`. */
const ANY_PLATFORM = 'ruby';

/** Installed gems, by the specification that RubyGems wrote when it installed them. */
export const RUBY: Cataloguer = {
  id: 'ruby',
  ecosystem: 'gem',
  sees: 'Gems with a specification in a `specifications` folder, wherever it is: those of Ruby itself (`specifications/default`), of `gem install` and of Bundler.',
  doesNotSee: 'Gems that Bundler took from a Git repository or a path, and the gem archives in a cache.',
  names: { suffixes: ['.gemspec'] },
  wants: (path) => FILE.test(path),
  maxBytes: LIMITS.packageFileBytes.value,
  read: readGemspec,
  wellKnown: [],
  behindLinks: [''],
  linkedFolders: /(?:^|\/)specifications(?:\/default)?$/u,
};

/** RubyGems writes one literal a line, and names the file after the gem: what does not agree is an unknown. */
function readGemspec(content: Buffer, path: string): Reading {
  const stated = new Map<string, readonly string[]>();
  for (const line of content.toString('utf8').split(LINE)) {
    const [, field, value] = STATED.exec(line) ?? [];
    if (field !== undefined && value !== undefined && !stated.has(field)) stated.set(field, stringsIn(value));
  }
  const name = stated.get('name')?.[0];
  const version = statedVersion(stated.get('version')?.[0]);
  if (name === undefined || !NAME.test(name))
    return unknown(`the gem states no usable name: ${quoted(name)}`);
  if (version === null) return unknown(`gem ${name} states no usable version`);
  const platform = stated.get('platform')?.[0] ?? ANY_PLATFORM;
  const full = platform === ANY_PLATFORM ? `${name}-${version}` : `${name}-${version}-${platform}`;
  const file = path.slice(path.lastIndexOf('/') + 1, -'.gemspec'.length);
  if (file !== full && !file.startsWith(`${name}-${version}-`)) {
    return unknown(`the file is named ${quoted(file)}, but the gem in it is ${quoted(full)}`);
  }
  const licences = stated.get('licenses') ?? stated.get('license') ?? [];
  const one = { type: 'gem', name, version, architecture: null, source: null } as const;
  const qualifiers = platform === ANY_PLATFORM ? {} : { qualifiers: { platform } };
  return {
    ...NOTHING_READ,
    packages: [{ ...one, ...qualifiers, licence: statedWords(licences.join(' OR ')) }],
  };
}

function stringsIn(value: string): readonly string[] {
  return [...value.matchAll(STRING)].map((match) => match[1] ?? match[2] ?? '');
}

function unknown(reason: string): Reading {
  return { ...NOTHING_READ, unknowns: [reason] };
}
