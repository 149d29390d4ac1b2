import type { Instruction, Stage } from '../dockerfile/dockerfile.ts';
import type { Image } from '../image/image.ts';
import type { HistoryStep } from './history.ts';
import { collapse, LAYER_KEYWORDS, readHistory } from './history.ts';

/** Where a layer comes from: an instruction of the Dockerfile, or the image that its first FROM names. */
export type LayerOrigin =
  | { readonly kind: 'instruction'; readonly instruction: Instruction }
  | { readonly kind: 'base'; readonly from: Instruction };

/** Instructions that builders merge, reorder, or add themselves. */
const UNSTEADY: ReadonlySet<string> = new Set(['ARG', 'LABEL']);

/**
 * The origin of each layer, lowest first; null when the image's history and the Dockerfile do not tell the
 * same story, for then it is not this Dockerfile that made the image. `stages` as `builtStages` gives them.
 */
export function attributeLayers(image: Image, stages: readonly Stage[]): readonly LayerOrigin[] | null {
  const root = stages[0];
  if (root === undefined) return null;
  const own = stages.flatMap((stage) => stage.instructions);
  const made = madeByHistoryEntry(image, own);
  if (made === null) return null;
  const first = Math.min(...made.keys(), image.history.length);
  const origins: LayerOrigin[] = [];
  for (const [index, entry] of image.history.entries()) {
    if (entry.emptyLayer) continue;
    const instruction = made.get(index);
    if (instruction !== undefined) origins.push({ kind: 'instruction', instruction });
    else if (index < first && root.base.kind !== 'scratch') origins.push({ kind: 'base', from: root.from });
    else return null;
  }
  return origins.length === image.layers.length ? origins : null;
}

/** The instructions by the index of their history entry, matched from the end, where the newest are. */
function madeByHistoryEntry(
  image: Image,
  own: readonly Instruction[],
): ReadonlyMap<number, Instruction> | null {
  const steps = image.history.map((entry) => readHistory(entry.createdBy));
  const makers = own.filter(({ keyword }) => LAYER_KEYWORDS.has(keyword));
  if (makers.length === 0 && image.source !== 'build' && !endsWithKeywords(steps, own)) return null;
  const made = new Map<number, Instruction>();
  let left = makers.length;
  for (let index = steps.length - 1; index >= 0 && left > 0; index -= 1) {
    const step = steps[index] ?? null;
    if (step === null || !LAYER_KEYWORDS.has(step.keyword)) continue;
    const instruction = makers[left - 1];
    if (instruction === undefined || !agrees(instruction, step)) return null;
    made.set(index, instruction);
    left -= 1;
  }
  return left === 0 ? made : null;
}

/** With no instruction that makes a layer, the others must at least be the last ones of the history. */
function endsWithKeywords(steps: readonly (HistoryStep | null)[], own: readonly Instruction[]): boolean {
  const wanted = own.flatMap(({ keyword }) => (UNSTEADY.has(keyword) ? [] : [keyword]));
  if (wanted.length === 0) return false;
  const seen = steps.flatMap((step) => (step === null || UNSTEADY.has(step.keyword) ? [] : [step.keyword]));
  return seen.slice(-wanted.length).join(' ') === wanted.join(' ');
}

/** True unless the entry shows that something else was done. What has variables in it cannot be compared. */
function agrees(instruction: Instruction, step: HistoryStep): boolean {
  if (instruction.keyword !== step.keyword) return false;
  const { json, argument, heredocs, words } = instruction;
  if (step.keyword === 'RUN') {
    if (heredocs.length > 0) return true;
    return endsWithWords(step.text, collapse(json === null ? argument.text : json.join(' ')));
  }
  const last = words.at(-1)?.value ?? '';
  if (!last.startsWith('/') || last.includes('$')) return true;
  return withoutSlash(step.text.slice(step.text.lastIndexOf(' ') + 1)) === withoutSlash(last);
}

/** The command stands at the end: before it are the shell and the values of ARGs. */
function endsWithWords(text: string, command: string): boolean {
  return text === command || text.endsWith(` ${command}`);
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
