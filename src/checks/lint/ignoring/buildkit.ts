import type { Directive } from '../../../dockerfile/dockerfile.ts';
import type { IgnoreText } from './comment.ts';
import { idsIn, reasonIn } from './comment.ts';

const COMMENT =
  /^check[ \t]*=[ \t]*(?:[\w=,]*;)?[ \t]*skip[ \t]*=[ \t]*([\w-]*(?:[ \t]*,[ \t]*[\w-]+)*)(.*)$/iu;
const SKIP = /(?:^|;)[ \t]*skip[ \t]*=[ \t]*([\w-]*(?:[ \t]*,[ \t]*[\w-]+)*)/iu;

/** `check=skip=JSONArgsRecommended` above an instruction. Source: docs.docker.com/build/checks. */
export function readBuildkitIgnore(text: string): IgnoreText[] {
  const match = COMMENT.exec(text);
  return match === null ? [] : [skip(idsIn(match[1] ?? ''), reasonIn(match[2] ?? ''), 'instruction')];
}

/** `# check=skip=A,B;error=true` at the top of the file counts for all of it. */
export function readBuildkitDirective({ name, value }: Directive): IgnoreText[] {
  const match = name === 'check' ? SKIP.exec(value) : null;
  return match === null ? [] : [skip(idsIn(match[1] ?? ''), '', 'file')];
}

function skip(ids: readonly string[], reason: string, scope: 'instruction' | 'file'): IgnoreText {
  return { tool: 'buildkit', ids, reason: reason.replace(/^;.*$/u, ''), scope, until: null, problem: null };
}
