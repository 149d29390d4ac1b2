import type { Instruction, Word } from '../../../dockerfile/dockerfile.ts';
import { heredocStart } from '../../../dockerfile/heredoc.ts';
import { plain } from '../../../util/escape.ts';
import { below, namesBy } from '../build-context/copy-source.ts';
import type { BuildContextView, ContextSecret } from '../build-context/view.ts';
import type { Hit, LintContext, LintRule, Unexamined } from '../rule.ts';

export const dfContextLeak: LintRule = {
  id: 'DF-CONTEXT-LEAK',
  title: 'A folder is copied with secrets in it',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'Copying a folder takes all that lies in it: keys, environment files, the history of the repository. Whoever can pull the image can read them, also when a later instruction deletes them.',
  fix: 'Name the files in `.dockerignore`, or copy only what the image needs.',
  references: ['CIS 4.10', 'CWE-538'],
  aliases: [],
  check,
};

const REMOTE = /^(?:https?|ftp|git|ssh):\/\/|^git@/iu;
const SHOWN = 5;

function* check(context: LintContext): Iterable<Hit | Unexamined> {
  const view = context.buildContext;
  if (view === null) return;
  const final = new Set(context.chain.map(({ index }) => index));
  for (const instruction of context.instructions) {
    if (!copiesContext(instruction)) continue;
    for (const word of sourcesOf(instruction)) {
      const source = valueOf(context, instruction, word);
      if (source === null) {
        if (view.secrets.length > 0) yield unknownSource(word);
        continue;
      }
      if (view.unread !== null) yield { kind: 'unexamined', range: word.range, reason: view.unread };
      const leaked = leaks(view, instruction, source);
      if (leaked.length === 0) continue;
      const isFinal = instruction.stage !== null && final.has(instruction.stage);
      const severity = isFinal && leaked.some((secret) => secret.severity === 'high') ? 'high' : 'medium';
      yield {
        kind: 'hit',
        instruction,
        range: word.range,
        message: messageOf(source, leaked, isFinal),
        severity,
      };
    }
  }
}

function unknownSource({ range, text }: Word): Unexamined {
  const reason = `what "${plain(text, 100)}" copies is not known, and there are secrets in the build context`;
  return { kind: 'unexamined', range, reason };
}

function copiesContext({ keyword, flags }: Instruction): boolean {
  if (keyword !== 'COPY' && keyword !== 'ADD') return false;
  return !flags.some(({ name }) => name.toLowerCase() === 'from');
}

/** All words but the last one, which is the destination. */
function sourcesOf({ words }: Instruction): Word[] {
  return words.slice(0, -1).filter((word) => heredocStart(word.text) === null && !REMOTE.test(word.value));
}

function valueOf({ resolve }: LintContext, instruction: Instruction, word: Word): string | null {
  return resolve(instruction.json === null ? word.text : word.value, instruction).text;
}

/** Files that are named themselves are what DF-SECRET-COPY is about. */
function leaks(view: BuildContextView, { flags }: Instruction, source: string): ContextSecret[] {
  const patterns = flags.flatMap(({ name, value }) => (name === 'exclude' && value !== null ? [value] : []));
  const isExcluded = patterns.length === 0 ? () => false : view.matcher(patterns);
  return view.secrets.filter(
    ({ path }) => namesBy(source, path) === 'folder' && !isExcluded(path) && !isExcluded(below(source, path)),
  );
}

function messageOf(source: string, leaked: readonly ContextSecret[], isFinal: boolean): string {
  const worst = leaked.toSorted((a, b) => Number(a.severity === 'medium') - Number(b.severity === 'medium'));
  const named = worst.slice(0, SHOWN).map(({ path, what }) => `${plain(shownPath(path), 100)} (${what})`);
  const more = leaked.length > SHOWN ? `, and ${leaked.length - SHOWN} more` : '';
  const where = isFinal ? 'into the image' : 'into a stage that stays in the build cache';
  return `"${plain(source, 100)}" copies ${named.join(', ')}${more} ${where}. List what is not needed in .dockerignore.`;
}

function shownPath(path: string): string {
  return path.endsWith('.git/config') ? path.slice(0, -'/config'.length) : path;
}
