import type { TextSink } from '../../src/delivery/delivery.ts';

export interface Sink extends TextSink {
  readonly text: () => string;
}

/** Takes text like a standard output; with an error, like one that is broken. */
export function sink(options: { readonly columns?: number; readonly error?: Error } = {}): Sink {
  const parts: string[] = [];
  return {
    ...(options.columns === undefined ? {} : { columns: options.columns }),
    write(text, done) {
      if (options.error === undefined) parts.push(text);
      done(options.error);
    },
    text: () => parts.join(''),
  };
}
