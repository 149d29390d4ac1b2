import { coordinates, type Coordinates } from './coordinates.ts';

/** The parts of a project file that say what it is; a parent's count where the project says nothing. */
const WANTED: ReadonlySet<string> = new Set([
  'project/groupId',
  'project/artifactId',
  'project/version',
  'project/parent/groupId',
  'project/parent/version',
]);
const DEPTH_MAX = 64;
const NAME_END = /[\s/>]/u;
const CDATA = '<![CDATA[';

/**
 * What a Maven project file says literally; null when it needs another file or a variable.
 * Source: Maven POM reference, "Maven Coordinates" and "Inheritance".
 */
export function readPomXml(content: Buffer): Coordinates | null {
  const texts = textsOf(content.toString('utf8'));
  if (texts === null) return null;
  const group = texts.get('project/groupId') ?? texts.get('project/parent/groupId');
  const version = texts.get('project/version') ?? texts.get('project/parent/version');
  return coordinates(group, texts.get('project/artifactId'), version);
}

/** Texts of the wanted elements; null for what is no plain XML, or states one twice. */
function textsOf(xml: string): ReadonlyMap<string, string> | null {
  const texts = new Map<string, string>();
  const open: string[] = [];
  let at = xml.indexOf('<');
  while (at >= 0) {
    const close = endOfMarkup(xml, at);
    if (close < 0) return null;
    const markup = xml.slice(at + 1, close);
    const next = xml.indexOf('<', close + 1);
    if (markup.startsWith('!DOCTYPE')) return null;
    if (markup.startsWith('/')) {
      if (open.pop() !== markup.slice(1).trim()) return null;
    } else if (!markup.startsWith('!') && !markup.startsWith('?') && !markup.endsWith('/')) {
      open.push(nameOf(markup));
      if (open.length > DEPTH_MAX) return null;
      const path = open.length <= 3 ? open.join('/') : '';
      if (WANTED.has(path)) {
        if (texts.has(path)) return null;
        texts.set(path, xml.slice(close + 1, next < 0 ? xml.length : next).trim());
      }
    }
    at = next;
  }
  return open.length === 0 ? texts : null;
}

/** The place of the `>` that ends what starts at `at`; negative when none does. */
function endOfMarkup(xml: string, at: number): number {
  if (xml.startsWith('<!--', at)) return endAfter(xml, '-->', at + 4);
  if (xml.startsWith(CDATA, at)) return endAfter(xml, ']]>', at + CDATA.length);
  return xml.indexOf('>', at);
}

function endAfter(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from);
  return at < 0 ? -1 : at + end.length - 1;
}

function nameOf(markup: string): string {
  const end = markup.search(NAME_END);
  return end < 0 ? markup : markup.slice(0, end);
}
