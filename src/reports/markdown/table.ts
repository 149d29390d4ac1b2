/** A Markdown table of cells that are escaped already; more than `max` rows are counted, not shown. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[], max: number): string {
  const shown = rows.slice(0, max);
  const lines = [titles, titles.map(() => '---'), ...shown].map((cells) => `| ${cells.join(' | ')} |`);
  const more = rows.length - shown.length;
  if (more === 0) return lines.join('\n');
  const note = `… and ${more.toLocaleString('en-US')} more, left out because GitHub shows no larger summary. The JSON report has all.`;
  return [...lines, '', note].join('\n');
}

/** A part that is closed until somebody opens it. The title must be escaped already. */
export function details(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
