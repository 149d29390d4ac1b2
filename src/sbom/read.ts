import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Inventory } from '../inventory/inventory.ts';
import { SourceError } from '../model/errors.ts';
import type { Subject } from '../model/report.ts';
import { LIMITS } from '../util/limits.ts';
import { parseStrictJson } from '../util/strict-json.ts';
import { readCycloneDx } from './cyclonedx.ts';
import type { SbomDocument, SbomImage } from './document.ts';
import { badSbom, otherFormat } from './errors.ts';
import { asFields, depthOf, listOf, textOf, type Fields } from './json-shape.ts';
import { readSpdx } from './spdx.ts';
import { toInventory } from './to-inventory.ts';

export interface ReadSbom {
  readonly inventory: Inventory;
  readonly subject: Subject;
}

/**
 * Reads an SBOM in place of an image; `file` is relative to `cwd`.
 * Throws `SourceError` SBOM_UNREADABLE, SBOM_TOO_LARGE and SBOM_INVALID, and `InputError` SBOM_FORMAT for a format
 * that is not read. What is in it and cannot be judged is among the unknowns.
 */
export async function readSbomFile(file: string, cwd: string): Promise<ReadSbom> {
  return readSbom(await readText(path.resolve(cwd, file)), file);
}

/** `reference`: what the user calls it. */
export function readSbom(text: string, reference: string): ReadSbom {
  const fields = parse(text);
  const document = readDocument(fields);
  const inventory = toInventory(document, statesSources(fields));
  return { inventory, subject: subjectOf(reference, document.image, inventory) };
}

const CYCLONEDX = /^1\.([2-7])$/u;
const SPDX = /^SPDX-2\.[23]$/u;
const BYTE_ORDER_MARK = /^\ufeff/u;

function readDocument(fields: Fields): SbomDocument {
  const spdx = textOf(fields, 'spdxVersion');
  if (fields['bomFormat'] === 'CycloneDX') {
    const version = textOf(fields, 'specVersion') ?? 'without a version';
    if (CYCLONEDX.test(version)) return readCycloneDx(fields);
    throw otherFormat(`CycloneDX ${version.slice(0, 50)}`);
  }
  if (spdx !== null && SPDX.test(spdx)) return readSpdx(fields);
  if (spdx !== null) throw otherFormat(spdx.slice(0, 50));
  if ('@context' in fields || '@graph' in fields) throw otherFormat('SPDX 3');
  throw otherFormat('neither CycloneDX nor SPDX');
}

function parse(raw: string): Fields {
  const text = raw.replace(BYTE_ORDER_MARK, '');
  const start = text.trimStart().slice(0, 200);
  if (start.startsWith('<')) throw otherFormat('XML');
  if (start.startsWith('SPDXVersion:')) throw otherFormat('SPDX as tags and values');
  // Before it is parsed: fifty million lists inside each other do not fit into memory.
  if (depthOf(text) > LIMITS.sbomDepth.value) {
    throw badSbom(`it is nested deeper than ${String(LIMITS.sbomDepth.value)} levels`);
  }
  const parsed = parseStrictJson(text);
  if (!parsed.ok) throw badSbom(parsed.why);
  const fields = asFields(parsed.value);
  if (fields === null) throw otherFormat('JSON that is no object');
  return fields;
}

const KNOWN_TOOLS: ReadonlySet<string> = new Set(['image-gate', 'syft', 'trivy']);
const SPDX_TOOL = /^Tool: ([a-z-]+?)-(?:v?\d|\[|dev)/iu;

/** Tools that say of what an OS package was built wherever that is another name. */
function statesSources(fields: Fields): boolean {
  const tools = asFields(fields['metadata'])?.['tools'];
  const list = Array.isArray(tools) ? tools : listOf(asFields(tools) ?? {}, 'components');
  const named = (list ?? []).map((tool) => textOf(asFields(tool), 'name') ?? '');
  const creators = listOf(asFields(fields['creationInfo']) ?? {}, 'creators') ?? [];
  const made = creators.map((text) => (typeof text === 'string' ? (SPDX_TOOL.exec(text)?.[1] ?? '') : ''));
  return [...named, ...made].some((name) => KNOWN_TOOLS.has(name.toLowerCase()));
}

function subjectOf(reference: string, image: SbomImage, { os }: Inventory): Subject {
  const { digest, imageId, platform, layers, diffIds } = image;
  return { source: 'sbom', reference, digest, imageId, platform, os, layers, diffIds };
}

async function readText(file: string): Promise<string> {
  const limit = LIMITS.sbomBytes.value;
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      if (size > limit) throw tooLarge(limit);
      const buffer = await handle.readFile();
      if (buffer.length > limit) throw tooLarge(limit);
      return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof SourceError) throw error;
    if (error instanceof TypeError) throw badSbom('it is not UTF-8 text');
    throw new SourceError('SBOM_UNREADABLE', `the SBOM "${file}" cannot be read`, {
      cause: error,
      hint: 'Check that it is a file, and that this user may read it.',
    });
  }
}

function tooLarge(limit: number): SourceError {
  return new SourceError('SBOM_TOO_LARGE', `the SBOM has more than ${String(limit)} bytes`, {
    hint: 'Make it without the list of files.',
  });
}
