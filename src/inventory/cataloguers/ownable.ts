/** Ends of the paths that a language cataloguer, or the list of unread formats, may claim. */
const OWNABLE = [
  '/package.json',
  '.dist-info/METADATA',
  '.egg-info/PKG-INFO',
  '.egg-info',
  '.jar',
  '.war',
  '.gemspec',
  '/installed.json',
  '.deps.json',
  '.egg',
] as const;

/** Lines of `content` that end as an ownable path does: found without decoding the rest. */
export function ownableLines(content: Buffer): readonly string[] {
  const lines: string[] = [];
  for (const end of OWNABLE) {
    const needle = `${end}\n`;
    let at = content.indexOf(needle, 0, 'latin1');
    while (at >= 0) {
      const start = at === 0 ? 0 : content.lastIndexOf(0x0a, at - 1) + 1;
      lines.push(content.toString('utf8', start, at + end.length));
      at = content.indexOf(needle, at + needle.length, 'latin1');
    }
  }
  return lines;
}
