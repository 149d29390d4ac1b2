import type { HistoryEntry, Image, ImageConfig, Layer } from '../../src/image/image.ts';
import { sha256Of } from './tar.ts';

/** An entry of the history: `created_by`, or that and the fact that it made no layer. */
export type HistoryText = string | null | { readonly empty: string };

export interface ImageChanges extends Partial<Omit<Image, 'config' | 'history' | 'layers'>> {
  readonly config?: Partial<ImageConfig>;
  readonly history?: readonly HistoryText[];
}

/** An image as a source hands it over, with empty layers: for what judges configuration and history. */
export function anImage({ config = {}, history = [], ...changes }: ImageChanges = {}): Image {
  const entries = history.map(entryOf);
  return {
    source: 'registry',
    reference: 'registry.example/app:1',
    digest: sha256Of(Buffer.from('manifest')),
    descriptors: [],
    imageId: sha256Of(Buffer.from('configuration')),
    platform: { os: 'linux', architecture: 'amd64', variant: null },
    close: () => Promise.resolve(),
    ...changes,
    config: { ...NO_CONFIG, ...config },
    history: entries,
    layers: entries.filter(({ emptyLayer }) => !emptyLayer).map(layerOf),
  };
}

const NO_CONFIG: ImageConfig = {
  user: '',
  env: [],
  entrypoint: [],
  cmd: [],
  workingDir: '',
  exposedPorts: [],
  volumes: [],
  labels: {},
  healthcheck: null,
  onBuild: [],
  created: null,
};

function entryOf(text: HistoryText): HistoryEntry {
  const emptyLayer = typeof text === 'object' && text !== null;
  return { createdBy: emptyLayer ? text.empty : text, comment: null, created: null, emptyLayer };
}

function layerOf({ createdBy }: HistoryEntry, index: number): Layer {
  const open = () => Promise.reject(new Error('this layer has no bytes'));
  const diffId = sha256Of(Buffer.from(`layer ${String(index)}`));
  return { index, diffId, digest: null, size: 0, createdBy, blob: { kind: 'stream', open } };
}
