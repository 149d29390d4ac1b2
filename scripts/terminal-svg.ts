/**
 * Draws a recorded terminal as SVG: standard input with ANSI colours becomes a picture for the docs.
 *
 *   image-gate check … | node scripts/terminal-svg.ts '$ image-gate check …' > docs/images/unsafe.svg
 */
import { readFileSync } from 'node:fs';
import { html } from '../src/util/escape.ts';

const COLORS: Readonly<Record<string, string>> = {
  30: '#484f58',
  31: '#ff7b72',
  32: '#3fb950',
  33: '#d29922',
  34: '#58a6ff',
  35: '#bc8cff',
  36: '#39c5cf',
  37: '#c9d1d9',
  90: '#8b949e',
  91: '#ffa198',
  92: '#56d364',
  93: '#e3b341',
};
const [CHAR, LINE, PAD] = [8.4, 19, 18];

interface Style {
  readonly fill: string;
  readonly bold: boolean;
  readonly dim: boolean;
}

const PLAIN: Style = { fill: '#c9d1d9', bold: false, dim: false };

function restyle(style: Style, codes: string): Style {
  let next = style;
  for (const code of codes === '' ? ['0'] : codes.split(';')) {
    if (code === '0') next = PLAIN;
    else if (code === '1') next = { ...next, bold: true };
    else if (code === '2') next = { ...next, dim: true };
    else if (code === '22') next = { ...next, bold: false, dim: false };
    else if (code === '39') next = { ...next, fill: PLAIN.fill };
    else next = { ...next, fill: COLORS[code] ?? next.fill };
  }
  return next;
}

/** The table is made of characters that are one column wide. */
function columnsOf(text: string): number {
  return Array.from(text).length;
}

/** One line of text as spans. The style goes on into the next line, as on a terminal. */
function drawLine(text: string, y: number, start: Style): { svg: string; style: Style } {
  let style = start;
  let column = 0;
  let svg = '';
  // eslint-disable-next-line no-control-regex
  for (const part of text.split(/(\u001b\[[\d;]*m)/u)) {
    const codes = /^\u001b\[([\d;]*)m$/u.exec(part)?.[1];
    if (codes !== undefined) {
      style = restyle(style, codes);
    } else if (part !== '') {
      const weight = style.bold ? ' font-weight="700"' : '';
      const opacity = style.dim ? ' opacity="0.65"' : '';
      const x = (PAD + column * CHAR).toFixed(1);
      const length = (columnsOf(part) * CHAR).toFixed(1);
      svg += `<text x="${x}" y="${y}" fill="${style.fill}"${weight}${opacity} textLength="${length}" xml:space="preserve">${html(part)}</text>\n`;
      column += columnsOf(part);
    }
  }
  return { svg, style };
}

const prompt = process.argv[2];
const lines = readFileSync(0, 'utf8').trimEnd().split('\n');
if (prompt !== undefined) lines.unshift(`\u001b[90m${prompt}\u001b[0m`, '');
const columns = Math.max(...lines.map((line) => columnsOf(line.replaceAll(/\u001b\[[\d;]*m/gu, ''))));
const [width, height] = [Math.ceil(columns * CHAR + 2 * PAD), lines.length * LINE + 2 * PAD];
let style = PLAIN;
let body = '';
for (const [index, line] of lines.entries()) {
  const drawn = drawLine(line, PAD + 14 + index * LINE, style);
  body += drawn.svg;
  style = drawn.style;
}
process.stdout.write(
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14">\n` +
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>\n${body}</svg>\n`,
);
