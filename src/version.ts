declare const IMAGE_GATE_VERSION: string | undefined;

/** The version of this build; `0.0.0-source` when the source is run unbundled. */
export const VERSION = typeof IMAGE_GATE_VERSION === 'string' ? IMAGE_GATE_VERSION : '0.0.0-source';
