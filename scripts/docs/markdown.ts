/** Stands at the top of every generated page. */
export const PAGE_NOTE = '<!-- Made by scripts/docs.ts: change the source, then run "npm run docs". -->';

/** Text as a cell of a table. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** Text as code, in a cell or outside one. */
export function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${cell(text)}${fence}`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`);
  return lines.join('');
}
