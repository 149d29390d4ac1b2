/**
 * The rows of a CSV text; a quoted field may hold commas, quotes (doubled) and line ends. Null when a quote is
 * not closed or stands in the middle of a field: the text is cut or damaged. Source: RFC 4180, 2.
 */
export function parseCsv(text: string): readonly (readonly string[])[] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
    if (field === null) return null;
    row.push(field.value);
    at = field.end;
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) row.push('');
      else continue;
    }
    if (text[at] === '\r') at += 1;
    if (at < text.length && text[at] !== '\n') return null;
    at += 1;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function quotedField(text: string, start: number): Field | null {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

const PLAIN = /[^",\r\n]*/uy;

function plainField(text: string, start: number): Field | null {
  PLAIN.lastIndex = start;
  const value = PLAIN.exec(text)?.[0] ?? '';
  const end = start + value.length;
  return text[end] === '"' ? null : { value, end };
}
