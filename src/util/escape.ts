/**
 * Text from an image, registry, Dockerfile or advisory is hostile. This is the one place where it is made
 * harmless for a place where it is shown.
 */

// Controls, format characters (bidirectional, zero-width, tags), line separators, lone surrogates, and what is
// drawn as nothing: with them a text can look like another one, or leave its line.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
// In JSON the only control left is the line feed of the indentation.
const JSON_UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const NOT_IN_XML = /[\ufffe\uffff]/gu;
const LEADING_COLONS = /^(\s*)::/u;
const BLOCK_START = /^([-=]|\d+\.(?= |$))/u;
const MARKUP = /[\\`*_{}[\]()+!|~<>&$]/gu;
const EMOJI_NAME = /:(?=[\w+-]+:)/gu;
const WWW = /\bwww(?=\.)/giu;
const GH_ISSUE = /\bGH(?=-\d)/giu;
const HALF_CHARACTER = /[\ud800-\udbff]$/u;
/** Longer addresses are shown as text, not as links. */
const MAX_LINK = 2048;

/** One line of visible text: controls become `\u{…}`, and it is cut at `max` characters. */
export function plain(text: string, max = 2000): string {
  return cut(text, max).replace(UNPRINTABLE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
}

/** For a log line on a runner: a line that starts with `::` or holds `##[` would be a workflow command. */
export function logLine(text: string, max = 4000): string {
  return plain(text, max).replace(LEADING_COLONS, '$1\u2237').replace(/##\[/gu, '# #[');
}

/**
 * The message of a workflow command (`::error …::message`).
 * Source: GitHub, "Workflow commands for GitHub Actions": `%`, CR and LF are percent-encoded.
 */
export function commandData(text: string, max = 2000): string {
  return plain(text, max).replace(/%/gu, '%25');
}

/** The value of a property of a workflow command: as `commandData`, and `:` and `,` as well. */
export function commandProperty(text: string, max = 2000): string {
  return commandData(text, max).replace(/:/gu, '%3A').replace(/,/gu, '%2C');
}

/**
 * For Markdown text: nothing in it can be markup, a link, a mention, an issue reference or HTML. An empty
 * comment breaks what GitHub looks for after Markdown is rendered (mentions, issues, emoji names).
 */
export function markdown(text: string, max?: number): string {
  return plain(text, max)
    .trimStart()
    .replace(MARKUP, (c) => `&#${String(c.codePointAt(0))};`)
    .replace(/@/gu, '@<!-- -->')
    .replace(/(?<!&)#/gu, '&#35;<!-- -->')
    .replace(/:\/\//gu, ':<!-- -->//')
    .replace(EMOJI_NAME, ':<!-- -->')
    .replace(WWW, '$&<!-- -->')
    .replace(GH_ISSUE, '$&<!-- -->')
    .replace(BLOCK_START, '&#8203;$1');
}

/** A Markdown link to a web page, shown as its address; what is no plain web address becomes text. */
export function markdownLink(address: string): string {
  const url = address.length > MAX_LINK ? null : URL.parse(address);
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
  if (!isWeb || url.username !== '' || url.password !== '') return markdown(address);
  return `<${plain(url.href, MAX_LINK * 3).replace(/[<>\s|\\]/gu, (c) => encodeURIComponent(c))}>`;
}

/** For HTML text and for attribute values in double quotes. */
export function html(text: string, max?: number): string {
  return plain(text, max).replace(/[&<>"'`]/gu, (c) => `&#${String(c.codePointAt(0))};`);
}

/**
 * For XML 1.0 text and attribute values: as `html`, without the two characters that XML has no way to write, and
 * no workflow command when it goes to a job log.
 */
export function xml(text: string, max?: number): string {
  return html(text, max).replace(NOT_IN_XML, '\uFFFD').replaceAll('##[', '#&#35;[');
}

/**
 * For a plain-text message in SARIF, where `[text](target)` is a link. The brackets stay, the link goes.
 * Source: SARIF 2.1.0, section 3.11.6, "Messages with embedded links".
 */
export function sarifText(text: string, max?: number): string {
  return plain(text, max).replace(/\]\(/gu, '] (');
}

/**
 * A value as JSON that is as harmless to show as it is exact: what `plain` would replace is written as `\\u…`,
 * and so is what would be a workflow command in a job log.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replace(JSON_UNPRINTABLE, codeUnits)
    .replace(/##\[/gu, '#\\u0023[');
}

/** A path as a relative URI reference, every segment percent-encoded. Source: RFC 3986, section 3.3. */
export function uriPath(path: string, max = 4096): string {
  const segments = plain(path, max).split('/');
  return segments.map((segment) => encodeURIComponent(segment)).join('/');
}

function codeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** Cuts at `max` UTF-16 units, never inside a character, and marks the cut. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max);
  return `${HALF_CHARACTER.test(head) ? head.slice(0, -1) : head}…`;
}
