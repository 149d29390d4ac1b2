import { isSpace } from './whitespace.ts';

/** Collects the words of a text while its quotes and variables are read. */
export interface WordCollector {
  /** White space ends the word. */
  split(text: string): void;
  /** White space is part of the word. */
  keep(text: string): void;
  end(): string[];
}

export function newWordCollector(): WordCollector {
  const words: string[] = [];
  let parts: string[] = [];
  function finish(): void {
    const word = parts.join('');
    if (word !== '') words.push(word);
    parts = [];
  }
  return {
    split(text) {
      for (const char of text) {
        if (isSpace(char)) finish();
        else parts.push(char);
      }
    },
    keep(text) {
      parts.push(text);
    },
    end() {
      finish();
      return words;
    },
  };
}
