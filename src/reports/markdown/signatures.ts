import type { Report } from '../../model/report.ts';
import type { ImageTrust } from '../../model/signature.ts';
import { markdown } from '../../util/escape.ts';
import { trustText } from '../signature-words.ts';
import { table } from './table.ts';

const MARKS: Readonly<Record<ImageTrust['result'], string>> = {
  trusted: '✅',
  untrusted: '❌',
  unavailable: '⚠️',
  'not-asked': '➖',
};

/** Who made the images, one row each; nothing when nobody asked. */
export function signatureSection({ signatures }: Report, rows: number): readonly string[] {
  if (signatures.length === 0) return [];
  const cells = signatures.map((image) => [
    MARKS[image.result],
    `<code>${markdown(image.reference, 300)}</code>`,
    image.digest === null ? '' : `<code>${markdown(image.digest, 100)}</code>`,
    markdown(trustText(image), 500),
  ]);
  const title = `### Signatures (${signatures.length.toLocaleString('en-US')})`;
  return [title, table(['', 'Image', 'Digest', 'Who made it'], cells, rows)];
}
