import { LIMITS } from '../../../util/limits.ts';
import { listZip, readZipMember, type ZipBufferMember } from '../../../util/zip-buffer.ts';
import { quoted } from '../text.ts';
import type { Coordinates } from './coordinates.ts';
import { isPartOfJdk } from './jdk.ts';
import { identifyByManifest, isOnlyOthers, licenceOf, readManifest } from './manifest.ts';
import { readPomProperties } from './pom-properties.ts';
import { readPomXml } from './pom-xml.ts';

export interface ArchivePackage extends Coordinates {
  /** The archive it is in: the path of the file, or `app.jar!/BOOT-INF/lib/x.jar`. */
  readonly place: string;
  readonly licence: string | null;
}

/** What an archive and those inside it hold. */
export interface ArchiveContents {
  readonly packages: ArchivePackage[];
  readonly unknowns: string[];
  /** Places of archives with classes of which nothing says what they are. */
  readonly unidentified: string[];
}

export const ARCHIVE_SUFFIXES = ['.jar', '.war', '.ear', '.par', '.sar', '.hpi', '.jpi', '.kar', '.nar'];

const ARCHIVE = /\.(?:jar|war|ear|par|sar|hpi|jpi|kar|nar)$/iu;
const POM = /(?:^|\/)META-INF\/maven\/[^/]+\/[^/]+\/pom\.(?:properties|xml)$/u;
const MANIFEST = /^META-INF\/MANIFEST\.MF$/iu;
/** Classes of an application, beside the libraries it carries. */
const APPLICATION = /^(?:BOOT-INF|WEB-INF|APP-INF)\//u;
const CLASS = /\.class$/iu;
const NO_CODE = /-(?:sources|javadoc)\.jar$/iu;

interface Budget {
  bytes: number;
}

/** Reads an archive and, to a limited depth, those inside it. Source: JAR File Specification; Jakarta Servlet, 10.5. */
export function readArchive(bytes: Buffer, path: string): ArchiveContents {
  const contents: ArchiveContents = { packages: [], unknowns: [], unidentified: [] };
  const budget = { bytes: LIMITS.javaInflatedBytes.value };
  new ArchiveReader(contents, budget, path).read(bytes, path, 1);
  return contents;
}

export function isArchive(path: string): boolean {
  return ARCHIVE.test(path);
}

class ArchiveReader {
  readonly #contents: ArchiveContents;
  readonly #budget: Budget;
  readonly #path: string;

  constructor(contents: ArchiveContents, budget: Budget, path: string) {
    this.#contents = contents;
    this.#budget = budget;
    this.#path = path;
  }

  read(bytes: Buffer, place: string, depth: number): void {
    const members = listZip(bytes, LIMITS.javaEntries.value);
    if (typeof members === 'string') {
      this.#unknown(place, members);
      return;
    }
    this.#tellRepeated(members, place);
    const manifest = this.#manifest(bytes, members, place);
    const found = this.#poms(bytes, members, place);
    const licence = licenceOf(manifest);
    const inner = members.filter(({ name }) => isArchive(name));
    const hasPoms = members.some(({ name }) => POM.test(name));
    if (hasCode(members, place))
      for (const one of found) this.#contents.packages.push({ ...one, place, licence });
    if (!hasPoms || isOnlyOthers(found, fileNameOf(place)))
      this.#identify(members, { manifest, place, licence });
    for (const member of inner) this.#readInner(bytes, member, place, depth);
  }

  #identify(
    members: readonly ZipBufferMember[],
    about: {
      readonly manifest: ReadonlyMap<string, string>;
      readonly place: string;
      readonly licence: string | null;
    },
  ): void {
    const { manifest, place, licence } = about;
    const classes = members.map(({ name }) => name).filter((name) => CLASS.test(name));
    if (classes.length === 0 || isPartOfJdk(place, classes)) return;
    const one = identifyByManifest(manifest, fileNameOf(place));
    if (one !== null) this.#contents.packages.push({ ...one, place, licence });
    else if (!members.some(({ name }) => APPLICATION.test(name))) this.#contents.unidentified.push(place);
  }

  #readInner(bytes: Buffer, member: ZipBufferMember, place: string, depth: number): void {
    const inner = `${place}!/${member.name}`;
    if (depth >= LIMITS.javaDepth.value) {
      this.#unknown(
        inner,
        `it is the ${depth}th archive inside another, the limit is ${LIMITS.javaDepth.value}`,
      );
      return;
    }
    const content = this.#content(bytes, member, LIMITS.javaArchiveBytes.value);
    if (typeof content === 'string') this.#unknown(inner, content);
    else this.read(content, inner, depth + 1);
  }

  #poms(bytes: Buffer, members: readonly ZipBufferMember[], place: string): readonly Coordinates[] {
    const found = new Map<string, Coordinates>();
    const named = members.filter(({ name }) => POM.test(name));
    const properties = named.filter(({ name }) => name.endsWith('.properties'));
    const beside = new Set(properties.map(({ name }) => folderOf(name)));
    // Maven writes both: the project file counts where it is alone.
    const alone = named.filter(({ name }) => name.endsWith('.xml') && !beside.has(folderOf(name)));
    for (const member of [...properties, ...alone]) {
      const content = this.#content(bytes, member, LIMITS.packageFileBytes.value);
      if (typeof content === 'string') {
        this.#unknown(`${place}!/${member.name}`, content);
        continue;
      }
      const one = member.name.endsWith('.xml') ? readPomXml(content) : readPomProperties(content);
      if (one === null) this.#unknown(`${place}!/${member.name}`, 'it states no group, artifact and version');
      else found.set(`${one.group}:${one.artifact}:${one.version}`, one);
    }
    return [...found.values()];
  }

  #manifest(bytes: Buffer, members: readonly ZipBufferMember[], place: string): ReadonlyMap<string, string> {
    const member = members.find(({ name }) => MANIFEST.test(name));
    if (member === undefined) return new Map();
    const content = this.#content(bytes, member, LIMITS.packageFileBytes.value);
    if (typeof content !== 'string') return readManifest(content);
    this.#unknown(`${place}!/${member.name}`, content);
    return new Map();
  }

  #content(bytes: Buffer, member: ZipBufferMember, maxBytes: number): Buffer | string {
    if (member.size > this.#budget.bytes) {
      return `the archives inside each other inflate to more than ${LIMITS.javaInflatedBytes.value} bytes`;
    }
    this.#budget.bytes -= member.size;
    return readZipMember(bytes, member, maxBytes);
  }

  /** Readers differ in which of two they take. */
  #tellRepeated(members: readonly ZipBufferMember[], place: string): void {
    const seen = new Set<string>();
    for (const { name } of members) {
      if (!POM.test(name) && !isArchive(name)) continue;
      if (seen.has(name)) this.#unknown(`${place}!/${name}`, 'it is listed twice');
      seen.add(name);
    }
  }

  /** The place of the unknown is the file: what lies inside is named in the reason. */
  #unknown(place: string, reason: string): void {
    const inside = place.slice(this.#path.length).replace(/^!\//u, '');
    this.#contents.unknowns.push(inside === '' ? reason : `${quoted(inside)}: ${reason}`);
  }
}

function fileNameOf(place: string): string {
  return place.slice(place.lastIndexOf('/') + 1);
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/'));
}

/** Archives of sources and documentation say what they belong to, but hold nothing that runs. */
function hasCode(members: readonly ZipBufferMember[], place: string): boolean {
  return !NO_CODE.test(place) || members.some(({ name }) => CLASS.test(name));
}
