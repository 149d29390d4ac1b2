import type { ImageTrust, Refusal } from '../../model/signature.ts';
import { logLine } from '../../util/escape.ts';
import { AUTHORITY_TITLES, TRUST_MARKS, TRUST_WORDS, thresholdText } from '../signature-words.ts';
import { padTo, displayWidth } from '../table/display-width.ts';
import type { Style } from '../table/style.ts';
import { indented } from '../table/unknown-block.ts';
import { bullet } from '../table/verdict-block.ts';
import { count } from '../words.ts';
import { evidenceBlock } from './evidence-block.ts';

export interface ImagePage {
  readonly style: Style;
  readonly width: number;
  readonly maxRows: number;
}

const MAX_NAME = 300;
const MAX_MESSAGE = 500;
/** Names that are longer push the rest of their own line to the right, not of all. */
const MAX_COLUMN = 30;

/** Blocks of lines about one image: what it is, who was asked, what was found, and what to know besides. */
export function imageBlocks(image: ImageTrust, page: ImagePage): readonly (readonly string[])[] {
  const { style, width, maxRows } = page;
  const { authorities, attestations, evidence, notes } = image;
  const shown = evidence.slice(0, maxRows);
  const more = evidence.length - shown.length;
  const kinds = authorities.map(({ name, kind, refusal }) => ({
    name,
    kind: AUTHORITY_TITLES[kind],
    refusal,
  }));
  const types = attestations.map(({ name, predicateTypes, refusal }) => ({
    name,
    kind:
      predicateTypes.length === 1
        ? (predicateTypes[0] ?? '')
        : count(predicateTypes.length, 'predicate type'),
    refusal,
  }));
  return [
    heading(image, page),
    ...(kinds.length === 0 ? [] : [[style.title('  Authorities'), ...demands(kinds, 'accepted', page)]]),
    ...(types.length === 0 ? [] : [[style.title('  Must be stated'), ...demands(types, 'stated', page)]]),
    [
      `${style.title('  Found')} (${evidence.length.toLocaleString('en-US')})`,
      ...(evidence.length === 0 ? [`    ${nothingText(image)}`] : []),
      ...shown.flatMap((one, index) => [...(index === 0 ? [] : ['']), ...evidenceBlock(one, page)]),
      ...(more > 0 ? ['', style.dim(`    … and ${count(more, 'more', 'more')} (see the JSON report)`)] : []),
    ],
    ...(notes.length === 0
      ? []
      : [
          [
            style.title('  Notes'),
            ...notes.flatMap((note) => bullet(note, width - 2).map((line) => `  ${line}`)),
          ],
        ]),
  ];
}

/** "None found" is said only when everybody could be asked. */
function nothingText({ rule, result, digest, authorities }: ImageTrust): string {
  if (digest === null) return 'nothing was looked for';
  if (rule === null && result !== 'unavailable') return 'none is asked for';
  const wereAsked = authorities.every(({ refusal }) => refusal?.code === 'SIGNATURE_NONE');
  return wereAsked ? 'nothing' : 'nothing, as far as could be asked';
}

function heading(image: ImageTrust, { style, width }: ImagePage): readonly string[] {
  const { reference, digest, result } = image;
  return [
    style.title(logLine(reference, MAX_NAME)),
    `  digest  ${digest === null ? 'not known' : logLine(digest, 100)}`,
    ...labelled('rule', ruleText(image), width),
    `  result  ${style.trust(result, `${TRUST_MARKS[result]} ${TRUST_WORDS[result]}`)}`,
  ];
}

function ruleText(image: ImageTrust): string {
  const { rule, mode, result } = image;
  if (rule === null) return result === 'untrusted' ? 'none is for this image' : 'none';
  return `${rule}: ${thresholdText(image)}${mode === 'warn' ? '; only a warning' : ''}`;
}

function labelled(label: string, text: string, width: number): readonly string[] {
  const lines = indented(logLine(text, MAX_MESSAGE), width, ' '.repeat(10));
  return lines.map((line, index) => (index === 0 ? `  ${label.padEnd(8)}${line.slice(10)}` : line));
}

interface Demand {
  readonly name: string;
  readonly kind: string;
  readonly refusal: Refusal | null;
}

/** Who or what the rule asks for, each with its answer; the message of a refusal stands below it. */
function demands(all: readonly Demand[], word: string, { style, width }: ImagePage): readonly string[] {
  const safe = all.map(({ name, kind, refusal }) => ({
    name: logLine(name, MAX_NAME),
    kind: logLine(kind, MAX_NAME),
    refusal,
  }));
  const names = columnOf(safe.map(({ name }) => name));
  const kinds = columnOf(safe.map(({ kind }) => kind));
  return safe.flatMap(({ name, kind, refusal }) => {
    const start = `${padTo(name, names)}  ${padTo(kind, kinds)}`;
    if (refusal === null) return [`    ${style.good('✓')} ${start}  ${style.good(word)}`];
    return [
      `    ${style.bad('✗')} ${start}  ${style.bad(logLine(refusal.code, 100))}`,
      ...indented(logLine(refusal.message, MAX_MESSAGE), width, ' '.repeat(6)).map((line) => style.dim(line)),
    ];
  });
}

function columnOf(texts: readonly string[]): number {
  return Math.min(MAX_COLUMN, Math.max(...texts.map((text) => displayWidth(text))));
}
