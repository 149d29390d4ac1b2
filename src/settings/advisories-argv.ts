import { InputError } from '../model/errors.ts';
import { nearest } from '../util/nearest.ts';
import { quote } from './kinds.ts';

/** What `image-gate advisories` is to do. Paths as they were given. */
export type AdvisoriesCommand =
  | {
      readonly verb: 'build';
      /** A folder of OSV exports, or the address where OSV keeps them. */
      readonly from: string;
      /** Null: all that the folder has. */
      readonly ecosystems: readonly string[] | null;
      readonly output: string;
      /** File with the private key in PEM form. */
      readonly signKey: string | null;
      readonly kev: string | null;
      readonly epss: string | null;
    }
  | { readonly verb: 'info'; readonly bundle: string; readonly key: string | null }
  | {
      readonly verb: 'pull';
      readonly reference: string;
      readonly output: string;
      readonly key: string | null;
      readonly insecureRegistries: readonly string[];
    }
  | {
      readonly verb: 'push';
      readonly bundle: string;
      readonly reference: string;
      readonly insecureRegistries: readonly string[];
    };

/** Where OSV keeps its exports. */
export const OSV_EXPORTS = 'https://osv-vulnerabilities.storage.googleapis.com';

const VERBS = {
  build: { words: [], flags: ['--from', '--ecosystems', '--output', '--sign-key', '--kev', '--epss'] },
  info: { words: ['<bundle>'], flags: ['--advisories-key'] },
  pull: { words: ['oci://<reference>'], flags: ['--output', '--advisories-key', '--insecure-registry'] },
  push: { words: ['<bundle>', 'oci://<reference>'], flags: ['--insecure-registry'] },
} as const;

type Verb = keyof typeof VERBS;

const REPEATABLE: ReadonlySet<string> = new Set(['--ecosystems', '--insecure-registry']);

export const ADVISORIES_HELP = `Usage:
  image-gate advisories build --output <file> [--from <folder|address>] [--ecosystems <list>]
                              [--sign-key <private PEM file>] [--kev <file|address>] [--epss <file|address>]
  image-gate advisories info <bundle> [--advisories-key <public PEM file>]
  image-gate advisories pull oci://<reference> --output <file> [--advisories-key <public PEM file>]
  image-gate advisories push <bundle> oci://<reference>

build makes an offline bundle of advisories from OSV's exports: a folder with one
<Ecosystem>/all.zip for each ecosystem, or an address with the same. Default address:
${OSV_EXPORTS}, for which --ecosystems is needed.
pull and push take --insecure-registry <host[:port]>.

Exit status: 0 done, 2 misuse, 3 could not be done.
`;

/** Reads what follows `image-gate advisories`. Throws `InputError`. */
export function parseAdvisories(items: readonly string[]): AdvisoriesCommand {
  const [first, ...rest] = items;
  const verb = readVerb(first);
  const { words, flags } = readItems(verb, rest);
  const one = (flag: string): string | null => flags.get(flag)?.[0] ?? null;
  const [word = '', second = ''] = words;
  switch (verb) {
    case 'build': {
      const from = one('--from') ?? OSV_EXPORTS;
      const ecosystems = flags
        .get('--ecosystems')
        ?.flatMap((list) => list.split(',').map((name) => name.trim()));
      const named = ecosystems?.filter((name) => name !== '') ?? [];
      if (ecosystems !== undefined || from.includes('://')) requireEcosystems(named);
      return {
        verb,
        from,
        ecosystems: named.length === 0 ? null : [...new Set(named)],
        output: required(one('--output'), '--output <file>'),
        signKey: one('--sign-key'),
        kev: one('--kev'),
        epss: one('--epss'),
      };
    }
    case 'info':
      return { verb, bundle: word, key: one('--advisories-key') };
    case 'pull':
      return {
        verb,
        reference: readOci(word),
        output: required(one('--output'), '--output <file>'),
        key: one('--advisories-key'),
        insecureRegistries: flags.get('--insecure-registry') ?? [],
      };
    case 'push':
      return {
        verb,
        bundle: word,
        reference: readOci(second),
        insecureRegistries: flags.get('--insecure-registry') ?? [],
      };
    default:
      return verb satisfies never;
  }
}

function readVerb(given: string | undefined): Verb {
  const verbs = ['build', 'info', 'pull', 'push'] as const;
  const found = verbs.find((verb) => verb === given);
  if (found !== undefined) return found;
  if (given === undefined) {
    throw new InputError('COMMAND_MISSING', 'advisories: nothing is said to do', {
      hint: 'Write image-gate advisories build, info, pull or push; or --help.',
    });
  }
  const near = nearest(given, verbs);
  throw new InputError('COMMAND_UNKNOWN', `advisories: ${quote(given)} is not known`, {
    hint: `${near === null ? '' : `Did you mean "${near}"? `}There are: ${verbs.join(', ')}.`,
  });
}

interface Items {
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

function readItems(verb: Verb, items: readonly string[]): Items {
  const words: string[] = [];
  const flags = new Map<string, string[]>();
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] ?? '';
    if (!item.startsWith('-')) {
      words.push(item);
      continue;
    }
    const equals = item.indexOf('=');
    const flag = equals < 0 ? item : item.slice(0, equals);
    checkFlag(verb, flag);
    if (flags.has(flag) && !REPEATABLE.has(flag)) {
      throw new InputError('SETTING_DUPLICATE', `${flag} is given twice`, { hint: 'Give it once.' });
    }
    let value: string | undefined = item.slice(equals + 1);
    if (equals < 0) {
      at += 1;
      value = items[at];
      if (value?.startsWith('-') === true) value = undefined;
    }
    flags.set(flag, [...(flags.get(flag) ?? []), required(value, `${flag} <value>`)]);
  }
  const expected = VERBS[verb].words;
  const missing = expected[words.length];
  if (missing !== undefined)
    throw new InputError('ARGUMENT_MISSING', `advisories ${verb}: ${missing} is missing`);
  const extra = words[expected.length];
  if (extra !== undefined)
    throw new InputError('ARGUMENT_UNEXPECTED', `${quote(extra)} is not expected here`);
  return { words, flags };
}

function checkFlag(verb: Verb, flag: string): void {
  const known: readonly string[] = VERBS[verb].flags;
  if (known.includes(flag)) return;
  const near = nearest(flag, known);
  throw new InputError('SETTING_UNKNOWN', `${quote(flag)} is not a flag of image-gate advisories ${verb}`, {
    hint: `${near === null ? '' : `Did you mean ${near}? `}Flags: ${known.join(', ')}.`,
  });
}

function required(value: string | null | undefined, what: string): string {
  if (value !== null && value !== undefined && value !== '') return value;
  throw new InputError('SETTING_MISSING', `${what} is not given`);
}

function requireEcosystems(names: readonly string[]): void {
  if (names.length > 0) return;
  throw new InputError('SETTING_MISSING', '--ecosystems names none', {
    hint: 'Write the ecosystems to put in, without release: --ecosystems Debian,Alpine,npm.',
  });
}

function readOci(value: string): string {
  if (value.startsWith('oci://')) return value;
  throw new InputError('SETTING_INVALID', `${quote(value)} is not a place in a registry`, {
    hint: 'Write it as oci://registry/repository:tag.',
  });
}
