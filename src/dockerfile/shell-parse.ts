import type { Assignment, Command, Redirection, SyntaxNode, Word, WordPart } from 'unbash';
import { forEachChild, parse } from 'unbash';
import { LIMITS } from '../util/limits.ts';
import type {
  ShellAssignment,
  ShellCommand,
  ShellPipeline,
  ShellProblem,
  ShellScript,
  ShellWord,
} from './shell.ts';
import { isShell, programName } from './shell.ts';
import { innerScript, isLiteral } from './shell-word.ts';
import { wrappedCommands } from './shell-wrappers.ts';
import type { SourceText } from './source-text.ts';
import { offsetOf, rangeIn, slice, textAt } from './source-text.ts';

interface Parse {
  /** Characters of substitutions that may still be parsed: each level reads its text again. */
  substitutionsLeft: number;
  readonly commands: ShellCommand[];
  readonly pipelines: ShellPipeline[];
  readonly problems: ShellProblem[];
}

interface Place {
  readonly parse: Parse;
  readonly source: SourceText;
  /** How many scripts this one is inside of. */
  readonly depth: number;
}

/**
 * Parses a shell script into its commands. The one place that knows the parser, `unbash`: it reads Bash, of
 * which POSIX `sh` is a part, and recovers from what it cannot read.
 */
export function parseShell(source: SourceText): ShellScript {
  const result: Parse = {
    substitutionsLeft: LIMITS.shellSubstitutions.value,
    commands: [],
    pipelines: [],
    problems: [],
  };
  parseInto({ parse: result, source, depth: 0 });
  const { commands, pipelines, problems } = result;
  return { commands, pipelines, problems };
}

function parseInto(place: Place): void {
  const { parse: result, source, depth } = place;
  if (source.text.length > LIMITS.shellBytes.value) return tooMuch(place, 'the script is too long');
  if (depth > LIMITS.shellDepth.value) return tooMuch(place, 'scripts are nested too deep');
  try {
    visit(parse(source.text), place);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    result.problems.push({
      message: 'the script is nested too deep',
      range: rangeIn(source, 0, source.text.length),
    });
  }
}

function tooMuch({ parse: result, source }: Place, message: string): void {
  result.problems.push({ message, range: rangeIn(source, 0, source.text.length) });
}

function visit(node: SyntaxNode, place: Place): void {
  if (node.type === 'Script') return visitScript(node, place);
  if (node.type === 'Command') {
    visitCommand(node, place);
    return;
  }
  if (node.type === 'Pipeline') {
    const sides = node.commands.map((side) => visitSide(side, place));
    place.parse.pipelines.push(sides);
    return;
  }
  if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') {
    const { parse: result } = place;
    if (result.substitutionsLeft <= 0) return;
    result.substitutionsLeft -= node.end - node.pos;
    if (result.substitutionsLeft <= 0) return tooMuch(place, 'the script has too much in substitutions');
  }
  forEachChild(node, (child) => visit(child, place));
}

function visitScript(node: Extract<SyntaxNode, { type: 'Script' }>, place: Place): void {
  // A script in backticks is decoded first: its positions are in the decoded text.
  const source =
    node.source === undefined
      ? place.source
      : textAt(node.source, offsetOf(place.source, 0), place.source.lines);
  const inner = { ...place, source };
  for (const { message, pos } of node.errors ?? []) {
    place.parse.problems.push({ message, range: rangeIn(source, pos, pos + 1) });
  }
  for (const statement of node.commands) visit(statement, inner);
}

/** One side of a pipe: its commands, but not those inside of its substitutions. */
function visitSide(node: SyntaxNode, place: Place): ShellCommand[] {
  const { commands } = place.parse;
  const before = commands.length;
  visit(node, place);
  const side = commands.slice(before);
  const inside = new Set(side.flatMap(({ substitutions }) => substitutions));
  return side.filter((command) => !inside.has(command));
}

function visitCommand(node: Command, place: Place): void {
  const { parse: result, source } = place;
  if (result.commands.length >= LIMITS.shellCommands.value) {
    if (result.commands.length === LIMITS.shellCommands.value)
      tooMuch(place, 'the script has too many commands');
    return;
  }
  const words = [node.name, ...node.args]
    .filter((word) => word !== undefined)
    .map((word) => shellWord(word, source));
  const first = words[0];
  const before = result.commands.length;
  forEachChild(node, (child) => visit(child, place));
  const substitutions = result.commands.splice(before);
  const command: ShellCommand = {
    name: first === undefined || !first.literal ? null : programName(first.value),
    args: words.slice(1),
    words,
    assignments: node.prefix
      .filter((item) => item.type === 'Assignment')
      .map((item) => assignment(item, source)),
    writes: written(node.redirects, source),
    range: rangeIn(source, node.pos, node.end),
    substitutions,
    wrapper: null,
  };
  const all = [command, ...wrappedCommands(command)];
  result.commands.push(...all);
  for (const inner of substitutions) result.commands.push(inner);
  const last = all.at(-1);
  if (last === undefined || !isShell(last.name)) return;
  const script = innerScript(last) ?? heredocScript(node.redirects, source);
  if (script !== null) parseInto({ parse: result, source: script, depth: place.depth + 1 });
}

/** `bash <<EOF`: the heredoc is the script. */
function heredocScript(redirects: readonly Redirection[], source: SourceText): SourceText | null {
  const heredoc = redirects.findLast((redirect) => redirect.type === 'HereDoc');
  return heredoc === undefined ? null : slice(source, heredoc.body.pos, heredoc.body.end);
}

function written(redirects: readonly Redirection[], source: SourceText): ShellWord[] {
  const words: ShellWord[] = [];
  for (const redirect of redirects) {
    if (redirect.type !== 'Redirect' || redirect.target === undefined || !redirect.operator.includes('>'))
      continue;
    words.push(shellWord(redirect.target, source));
  }
  return words;
}

function shellWord(node: Word | Assignment, source: SourceText): ShellWord {
  return {
    text: node.text,
    value: node.type === 'Word' ? node.value : `${node.name}=${valueOf(node)}`,
    literal: node.type === 'Word' ? isLiteral(node.parts) : isLiteral(assignedParts(node)),
    range: rangeIn(source, node.pos, node.end),
    source: slice(source, node.pos, node.end),
  };
}

function assignment(node: Assignment, source: SourceText): ShellAssignment {
  return { name: node.name, value: valueOf(node), range: rangeIn(source, node.pos, node.end) };
}

function valueOf({ value }: Assignment): string {
  if (value.type === 'Word') return value.value;
  return value.elements.map((element) => element.value).join(' ');
}

function assignedParts({ value }: Assignment): readonly WordPart[] | undefined {
  if (value.type === 'Word') return value.parts;
  return value.elements.flatMap((element) => element.parts ?? []);
}
