/** One history entry of an image, read: which instruction made it, and with what. */
export interface HistoryStep {
  /** Upper case. */
  readonly keyword: string;
  /** What follows it, white space collapsed, without the builder's own marks. */
  readonly text: string;
}

/** The instructions that make a layer. The others only change the configuration. */
export const LAYER_KEYWORDS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

const KEYWORDS: ReadonlySet<string> = new Set([
  ...LAYER_KEYWORDS,
  'ARG',
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
]);
const NOP = '#(nop)';
const BUILDKIT = /\s*# buildkit$/u;
const SPACE = /\s+/gu;

/**
 * Reads `created_by`. The classic builder writes `/bin/sh -c #(nop) COPY file:… in /x` and, for RUN, the bare
 * command (`|1 ARG=value /bin/sh -c …`); BuildKit writes `RUN /bin/sh -c … # buildkit` and `COPY a b # buildkit`.
 * Null when there is nothing to read, as for an imported root file system.
 */
export function readHistory(createdBy: string | null): HistoryStep | null {
  if (createdBy === null) return null;
  const nop = createdBy.indexOf(NOP);
  const text = collapse(nop < 0 ? createdBy : createdBy.slice(nop + NOP.length)).replace(BUILDKIT, '');
  if (text === '') return null;
  const space = text.indexOf(' ');
  const first = space < 0 ? text : text.slice(0, space);
  if (KEYWORDS.has(first)) return { keyword: first, text: text.slice(first.length).trim() };
  return nop < 0 ? { keyword: 'RUN', text } : null;
}

/** White space as one space, none at the ends: builders join continued lines in different ways. */
export function collapse(text: string): string {
  return text.replace(SPACE, ' ').trim();
}
