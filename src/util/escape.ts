/**
 * Text from an image, registry, Dockerfile or advisory is hostile. This is the one place where it is made
 * harmless for a place where it is shown.
 */

// C0 and C1 controls, DEL, and the bidirectional and zero-width characters that make text look like other text.
const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** One line of visible text: controls become `\u{…}`, and it is cut at `max` characters. */
export function plain(text: string, max = 2000): string {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return cut.replace(UNPRINTABLE, (c) => `\\u{${c.codePointAt(0)?.toString(16) ?? '0'}}`);
}

/** For a log line on a runner: a line that starts with `::` or holds `##[` would be a workflow command. */
export function logLine(text: string, max = 4000): string {
  return plain(text, max)
    .replace(/^(\s*)::/u, '$1\u2237')
    .replace(/##\[/gu, '# #[');
}

/** For Markdown text: nothing in it can be markup, a link, a mention, an issue reference or HTML. */
export function markdown(text: string, max?: number): string {
  return plain(text, max)
    .replace(/[\\`*_{}[\]()#+!|~<>&$]/gu, (c) => `&#${String(c.codePointAt(0))};`)
    .replace(/@/gu, '@<!-- -->')
    .replace(/:\/\//gu, ':<!-- -->//')
    .replace(/\bwww\./giu, (w) => `${w.slice(0, 3)}<!-- -->.`)
    .replace(/^(\s*)([-=>]|\d+\.)/u, '$1&#8203;$2');
}

/** For HTML text and for attribute values in double quotes. */
export function html(text: string, max?: number): string {
  return plain(text, max).replace(/[&<>"'`]/gu, (c) => `&#${String(c.codePointAt(0))};`);
}
