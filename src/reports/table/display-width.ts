const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ASCII = /^[\x20-\x7e]*$/u;
const MARK = /^\p{M}/u;
// East Asian wide and fullwidth blocks, and pictographs. Source: Unicode UAX 11, "East Asian Width".
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of SEGMENTER.segment(text)) width += segmentWidth(segment);
  return width;
}

/** Spaces after the text, up to `width` columns. */
export function padTo(text: string, width: number): string {
  return `${text}${' '.repeat(Math.max(0, width - displayWidth(text)))}`;
}

/** The text in at most `width` columns; what is cut off becomes `…`. */
export function fitTo(text: string, width: number): string {
  return displayWidth(text) <= width ? text : `${head(text, Math.max(0, width - 1))}…`;
}

/** The text in lines of at most `width` columns, broken between words where that is possible. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (displayWidth(line) > width) {
      const part = head(line, width) || line;
      lines.push(part);
      line = line.slice(part.length);
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

function head(text: string, width: number): string {
  let taken = 0;
  let end = 0;
  for (const { segment, index } of SEGMENTER.segment(text)) {
    taken += segmentWidth(segment);
    if (taken > width) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

function segmentWidth(segment: string): number {
  if (WIDE.test(segment)) return 2;
  return MARK.test(segment) ? 0 : 1;
}
