import type { Package } from './cataloguer.ts';
import type { LayerFacts } from './layer/facts.ts';
import { isOsType } from './purl.ts';

/** The layer that brought a package: where its database first names it in this version, and never loses it again. */
export type IntroducedBy = (path: string, layer: number, one: Package) => number;

interface State {
  readonly layer: number;
  readonly packages: ReadonlySet<string>;
}

/**
 * Package managers write their whole database anew with each change, so that the layer of the file is that of the
 * last change. What stands in the same file of the layers below tells where each package came from.
 */
export function introducedBy(layers: readonly LayerFacts[]): IntroducedBy {
  const states = new Map<string, State[]>();
  for (const [layer, { records }] of layers.entries()) {
    for (const record of records) {
      if (record.kind !== 'catalogue') continue;
      const { packages } = record.reading;
      if (!packages.some(({ type }) => isOsType(type))) continue;
      const state = { layer, packages: new Set(packages.map(keyOf)) };
      const list = states.get(record.path);
      if (list === undefined) states.set(record.path, [state]);
      else list.push(state);
    }
  }
  return (path, layer, one) => {
    const key = keyOf(one);
    let lowest = layer;
    for (const state of (states.get(path) ?? []).toReversed()) {
      if (state.layer > layer) continue;
      if (!state.packages.has(key)) break;
      lowest = state.layer;
    }
    return lowest;
  };
}

function keyOf({ type, name, version, architecture }: Package): string {
  return `${type}\0${name}\0${version}\0${architecture ?? ''}`;
}
