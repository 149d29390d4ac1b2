import type { Dockerfile, Instruction } from '../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../dockerfile/image-uses.ts';
import type { Image } from '../image/image.ts';
import type { DockerfileLocation, FindingLocation, TextRange } from '../model/finding.ts';
import type { LayerOrigin } from './attribution.ts';
import { attributeLayers } from './attribution.ts';
import { builtStages } from './built-stages.ts';

/**
 * Says where something in the image came from: `path` inside the image without leading slash (null for the
 * image's configuration), `layer` the index of the layer that holds it (null when no layer does).
 */
export type Locate = (path: string | null, layer: number | null) => FindingLocation;

export interface LocatorInput extends BuildChoice {
  readonly image: Image;
  /** Null: layers are named, and no line is known. */
  readonly dockerfile: Dockerfile | null;
}

/**
 * Finds the Dockerfile line that brought a layer. A layer of the base image is located on the FROM that
 * brought it in. When the Dockerfile and the image's history do not fit, nothing is claimed: `base` is null
 * and the line is the FROM of the stage that is built.
 */
export function createLocator({ image, dockerfile, target, buildArgs }: LocatorInput): Locate {
  const stages = builtStages(dockerfile, { target, buildArgs });
  const origins = attributeLayers(image, stages);
  const fallback = (stages.at(-1) ?? dockerfile?.stages.at(-1))?.from ?? null;
  return locate;

  function locate(path: string | null, layer: number | null): FindingLocation {
    const found = layer === null ? undefined : image.layers[layer];
    const origin = found === undefined ? undefined : origins?.[found.index];
    const line = origin === undefined ? fallback : instructionOf(origin);
    return {
      path,
      layer:
        found === undefined
          ? null
          : {
              index: found.index,
              diffId: found.diffId,
              createdBy: found.createdBy,
              base: origin === undefined ? null : origin.kind === 'base',
            },
      dockerfile: dockerfile === null || line === null ? null : locateRange(dockerfile, line.range),
    };
  }
}

/** A range of the Dockerfile as a location. */
export function locateRange(dockerfile: Dockerfile, range: TextRange): DockerfileLocation {
  const { line, column, endLine, endColumn } = range;
  return { path: dockerfile.path, line, column, endLine, endColumn };
}

function instructionOf(origin: LayerOrigin): Instruction {
  return origin.kind === 'base' ? origin.from : origin.instruction;
}
