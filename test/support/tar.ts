import { createHash } from 'node:crypto';

/** One entry of a tar made for a test. Everything but the name has a default; wrong values are written as given. */
export interface TarEntry {
  readonly name: string;
  readonly content?: string | Buffer;
  /** One character: `0` file, `1` hard link, `2` symbolic link, `5` directory, … */
  readonly type?: string;
  readonly link?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** What the header says the size is, when that is not the content's length. */
  readonly size?: number | Buffer;
  /** Written as a PAX extended header in front. */
  readonly pax?: Readonly<Record<string, string>>;
  /** Spoils the checksum. */
  readonly badChecksum?: boolean;
}

/** An uncompressed tar of the entries, with the two blocks of zeros at the end unless `end` is false. */
export function tarBytes(entries: readonly TarEntry[], end = true): Buffer {
  const parts = entries.flatMap((entry) => entryBlocks(entry));
  if (end) parts.push(Buffer.alloc(1024));
  return Buffer.concat(parts);
}

/** The 512 bytes of one header. */
export function tarHeader(entry: TarEntry): Buffer {
  const block = Buffer.alloc(512);
  const [prefix, name] = splitName(entry.name);
  block.write(name, 0, 100, 'utf8');
  octal(block, entry.mode ?? (entry.type === '5' ? 0o755 : 0o644), 100, 8);
  octal(block, entry.uid ?? 0, 108, 8);
  octal(block, entry.gid ?? 0, 116, 8);
  const size = entry.size ?? contentOf(entry).length;
  if (typeof size === 'number') octal(block, size, 124, 12);
  else size.copy(block, 124);
  octal(block, 0, 136, 12);
  block.write(entry.type ?? '0', 156, 1, 'latin1');
  block.write(entry.link ?? '', 157, 100, 'utf8');
  block.write('ustar\u000000', 257, 'latin1');
  block.write(prefix, 345, 155, 'utf8');
  seal(block);
  if (entry.badChecksum === true) block[148] = (block[148] ?? 0) ^ 1;
  return block;
}

/** Computes the checksum field again after a test changed the block. */
export function seal(block: Buffer): void {
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}

/** The body of a PAX extended header. */
export function paxBody(records: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, value)));
}

export function sha256Of(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function entryBlocks(entry: TarEntry): Buffer[] {
  const parts: Buffer[] = [];
  if (entry.pax !== undefined) {
    const content = paxBody(entry.pax);
    parts.push(tarHeader({ name: 'PaxHeaders/entry', type: 'x', content }), padded(content));
  }
  parts.push(tarHeader(entry), padded(contentOf(entry)));
  return parts;
}

function contentOf(entry: TarEntry): Buffer {
  return Buffer.isBuffer(entry.content) ? entry.content : Buffer.from(entry.content ?? '');
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

function octal(block: Buffer, value: number, offset: number, length: number): void {
  block.write(value.toString(8).padStart(length - 1, '0'), offset, length - 1, 'latin1');
}

function splitName(name: string): readonly [prefix: string, name: string] {
  if (Buffer.byteLength(name) <= 100) return ['', name];
  const slash = name.indexOf('/', name.length - 101);
  if (slash < 0 || slash > 155) throw new Error(`use pax: { path } for the name ${name}`);
  return [name.slice(0, slash), name.slice(slash + 1)];
}

function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}
