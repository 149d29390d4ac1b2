import type { OwnedFile } from '../../cataloguer.ts';
import { ownableLines } from '../ownable.ts';

const FIRST_LINE = /^[0-9a-f]{32} [ *]/u;
const LINE = /^([0-9a-f]{32}) [ *](.+)$/u;

/**
 * The files of one package with their MD5 (`info/<package>.md5sums`), only those that a language cataloguer
 * may read. Null when the content is not such a list. Source: deb-md5sums(5).
 */
export function readMd5sums(content: Buffer): readonly OwnedFile[] | null {
  if (!FIRST_LINE.test(content.toString('latin1', 0, 34))) return null;
  const owned: OwnedFile[] = [];
  for (const line of ownableLines(content)) {
    const match = LINE.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    owned.push({ path: match[2].replace(/^\.?\//u, ''), hash: { algorithm: 'md5', hex: match[1] } });
  }
  return owned;
}
