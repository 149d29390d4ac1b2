import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

/** The official schemas come with a development dependency; IMAGE_GATE_CDX_SCHEMAS names another folder. */
const FOLDER =
  process.env['IMAGE_GATE_CDX_SCHEMAS'] ??
  path.resolve(import.meta.dirname, '../../node_modules/@cyclonedx/cyclonedx-library/res/schema');
const BASE = 'http://cyclonedx.org/schema/';

let said = false;

/** Whether the schemas are here. Says what is skipped. */
export function hasCycloneDxSchema(): boolean {
  if (existsSync(FOLDER)) return true;
  if (!said) console.warn('skipped: tests that need the schemas of @cyclonedx/cyclonedx-library');
  said = true;
  return false;
}

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a CycloneDX document by the official schema of its version; empty when it is valid. */
export function cycloneDxErrors(json: string): readonly string[] {
  const document: unknown = JSON.parse(json);
  const version = (document as { readonly specVersion?: string }).specVersion ?? '1.6';
  const validate = compiled.get(version) ?? compile(version);
  compiled.set(version, validate);
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

function compile(version: string): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats.default(ajv);
  // Formats of other drafts, which only concern addresses and names that people typed.
  for (const name of ['iri-reference', 'idn-email']) ajv.addFormat(name, true);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    ajv.addSchema(load(`${name}.SNAPSHOT.schema.json`), `${BASE}${name}.SNAPSHOT.schema.json`);
  }
  return ajv.compile(load(`bom-${version}.SNAPSHOT.schema.json`));
}

function load(name: string): object {
  const schema = JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Record<string, unknown>;
  delete schema['$id'];
  return { ...schema, ...(name.startsWith('bom-') ? { $id: `${BASE}${name}` } : {}) };
}
