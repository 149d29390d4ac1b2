import type { Instruction, StageBase } from './dockerfile.ts';
import type { GlobalArgsOptions } from './variables.ts';
import { globalLookup, resolveText } from './variables.ts';

export interface StageBaseOptions extends GlobalArgsOptions {
  readonly globalArgs: readonly Instruction[];
}

/**
 * What each FROM names: an earlier stage, `scratch`, or an image. The name is compared after its ARGs are
 * filled in, so it can change with `--build-arg`.
 */
export function stageBases(froms: readonly Instruction[], options: StageBaseOptions): StageBase[] {
  const lookup = globalLookup(options.globalArgs, options);
  const stages = new Map<string, number>();
  const bases: StageBase[] = [];
  for (const [index, from] of froms.entries()) {
    const text = from.words[0]?.text ?? '';
    const resolved = resolveText(text, lookup, options.escape).text;
    const stage = resolved === null ? undefined : stages.get(lowerCase(resolved));
    if (stage !== undefined) bases.push({ kind: 'stage', index: stage });
    else if (resolved === 'scratch') bases.push({ kind: 'scratch' });
    else bases.push({ kind: 'image', text });
    const name = stageName(from);
    if (name !== null) stages.set(name, index);
  }
  return bases;
}

/** The name after AS, lower case: the builder compares stage names without case. */
export function stageName(from: Instruction): string | null {
  const [, as, name] = from.words;
  if (as === undefined || !AS.test(as.text) || name === undefined) return null;
  return lowerCase(name.text);
}

/** The builder compares by Unicode's simple folding, where the long s is an s. */
const AS = /^[aA][sS\u017f]$/u;

/** Lower case as the builder has it: of the dotted capital I it makes one letter, and JavaScript two. */
export function lowerCase(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase();
}
