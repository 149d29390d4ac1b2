/** Reads a GITHUB_OUTPUT file: `name=value`, or `name<<DELIMITER`, lines, `DELIMITER`. */
export function parseOutputs(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const block = /^([^=<]+)<<(.+)$/u.exec(line);
    if (block !== null) {
      const end = lines.indexOf(block[2] ?? '', i + 1);
      if (end < 0) throw new Error(`output ${block[1] ?? ''} does not end`);
      outputs.set(block[1] ?? '', lines.slice(i + 1, end).join('\n'));
      i = end;
    } else if (line !== '') {
      const at = line.indexOf('=');
      outputs.set(line.slice(0, at), line.slice(at + 1));
    }
  }
  return outputs;
}
