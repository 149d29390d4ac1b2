import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../../dockerfile/image-uses.ts';
import { rangeOfOffsets, lineStarts } from '../../dockerfile/source-text.ts';
import type { BuildWarning } from '../../engines/buildx/build-check.ts';
import { buildCheck } from '../../engines/buildx/build-check.ts';
import type { TextRange } from '../../model/finding.ts';
import { plain } from '../../util/escape.ts';
import type { ForeignHit } from './foreign.ts';
import { BUILDX_RULE } from './rules/df-buildx.ts';
import type { EngineContext } from './shellcheck.ts';

/** What the builder's own checks say. @throws EngineError ENGINE_*, BUILDX_CHECK_FAILED */
export async function buildxHits(
  dockerfile: Dockerfile,
  { target, buildArgs }: BuildChoice,
  context: EngineContext,
): Promise<readonly ForeignHit[]> {
  const warnings = await buildCheck(dockerfile.text, { target, buildArgs, ...context });
  return warnings.map((warning) => hitOf(dockerfile, warning));
}

function hitOf({ text }: Dockerfile, { name, message, lines }: BuildWarning): ForeignHit {
  const shown = plain(name, 100);
  const range = rangeOf(text, lines ?? { first: 1, last: 1 });
  return {
    rule: { ...BUILDX_RULE, aliases: [shown] },
    occurrence: { range, message: `${shown}: ${plain(message, 500)}`, key: `${shown} ${message}` },
    engine: 'buildx',
    yields: true,
  };
}

/** Whole lines, without their ends. */
function rangeOf(text: string, { first, last }: NonNullable<BuildWarning['lines']>): TextRange {
  const starts = lineStarts(text);
  const start = starts[first - 1] ?? text.length;
  const end = starts[last] === undefined ? text.length : starts[last] - 1;
  return rangeOfOffsets(starts, start, Math.max(start, end));
}
