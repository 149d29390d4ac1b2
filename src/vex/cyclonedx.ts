import { PackageURL } from 'packageurl-js';
import { z } from 'zod';
import { InputError } from '../model/errors.ts';
import { parsePurl } from './match-purl.ts';
import type { VexStatement } from './statement.ts';

const STATES = [
  'resolved',
  'resolved_with_pedigree',
  'exploitable',
  'in_triage',
  'false_positive',
  'not_affected',
] as const;

const NAME = z.string().min(1);
const TIME = z.iso.datetime({ offset: true });
const VERSION = z.object({
  version: NAME.optional(),
  status: z.enum(['affected', 'unaffected', 'unknown']).default('affected'),
});
const COMPONENT: z.ZodType<{ 'bom-ref'?: string | undefined; purl?: string | undefined }> = z.object({
  'bom-ref': NAME.optional(),
  purl: NAME.optional(),
});
const VULNERABILITY = z.object({
  id: NAME,
  references: z.array(z.object({ id: NAME })).default([]),
  analysis: z
    .object({
      state: z.enum(STATES).optional(),
      justification: NAME.optional(),
      detail: NAME.optional(),
      lastUpdated: TIME.optional(),
    })
    .optional(),
  affects: z.array(z.object({ ref: NAME, versions: z.array(VERSION).optional() })).default([]),
  updated: TIME.optional(),
});
const DOCUMENT = z.object({
  bomFormat: z.literal('CycloneDX'),
  metadata: z
    .object({
      timestamp: TIME.optional(),
      component: COMPONENT.optional(),
      authors: z.array(z.object({ name: NAME.optional() })).optional(),
    })
    .optional(),
  components: z.array(COMPONENT).default([]),
  vulnerabilities: z.array(VULNERABILITY).default([]),
});

const STATUS = {
  resolved: 'fixed',
  resolved_with_pedigree: 'fixed',
  exploitable: 'affected',
  in_triage: 'under_investigation',
  false_positive: 'not_affected',
  not_affected: 'not_affected',
} as const;

/**
 * The statements of a CycloneDX document with `vulnerabilities[].analysis`. What `affects` names must be a component
 * of the document with a package URL, or a package URL itself; a statement that names neither is left out.
 * Throws an InputError `VEX_INVALID` that names the place. Source: CycloneDX 1.6, "vulnerabilities".
 */
export function readCycloneDxVex(document: unknown, file: string): readonly VexStatement[] {
  const result = DOCUMENT.safeParse(document);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw invalid(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
  }
  const { metadata, components, vulnerabilities } = result.data;
  const all = metadata?.component === undefined ? components : [metadata.component, ...components];
  const purls = new Map(all.flatMap((one) => purlEntry(one)));
  const author = metadata?.authors?.find(({ name }) => name !== undefined)?.name;
  return vulnerabilities.flatMap(({ id, references, analysis, affects, updated }, index) => {
    const state = analysis?.state;
    if (state === undefined) return [];
    const status = STATUS[state];
    const reason = [analysis?.justification?.replaceAll('_', ' '), analysis?.detail].filter(
      (words) => words !== undefined,
    );
    if (status === 'not_affected' && reason.length === 0) {
      throw invalid(file, `vulnerabilities.${index}.analysis: ${state} needs a justification or a detail`);
    }
    const isQuiet = status === 'not_affected' || status === 'fixed';
    const products = affects.flatMap(({ ref, versions }) => {
      const named = purlOf(ref, purls);
      return isQuiet && versions !== undefined ? named.flatMap((purl) => only(purl, versions)) : named;
    });
    if (products.length === 0) return [];
    const time = analysis?.lastUpdated ?? updated ?? metadata?.timestamp;
    // Without a time nothing tells which statement is the later one: then the one that suppresses must lose.
    const undated = isQuiet ? 0 : Infinity;
    return [
      {
        vulnerabilities: [id, ...references.map((reference) => reference.id)],
        products: products.map((purl) => ({ ids: [purl], subcomponents: [] })),
        status,
        reason: reason.length === 0 ? null : reason.join(': '),
        timestamp: time === undefined ? undated : Date.parse(time),
        source: author === undefined ? file : `${file} by ${author}`,
      },
    ];
  });
}

function purlEntry(component: z.output<typeof COMPONENT>): readonly (readonly [string, string])[] {
  const { 'bom-ref': ref, purl } = component;
  return ref === undefined || purl === undefined ? [] : [[ref, purl]];
}

function purlOf(ref: string, purls: ReadonlyMap<string, string>): readonly string[] {
  const known = purls.get(ref);
  if (known !== undefined) return [known];
  return ref.startsWith('pkg:') ? [ref] : [];
}

/** The package at the versions that are said to be unaffected; ranges are not read, so they suppress nothing. */
function only(purl: string, versions: readonly z.output<typeof VERSION>[]): readonly string[] {
  return versions.flatMap(({ version, status }) => {
    if (version === undefined || status !== 'unaffected') return [];
    const found = parsePurl(purl);
    if (found === null || ((found.version ?? '') !== '' && found.version !== version)) return [];
    const { type, namespace, name, qualifiers, subpath } = found;
    return [new PackageURL(type, namespace, name, version, qualifiers, subpath).toString()];
  });
}

function invalid(file: string, rule: string): InputError {
  return new InputError('VEX_INVALID', `${file} is no valid CycloneDX VEX document: ${rule}`, {
    hint: 'Correct the document: see CycloneDX 1.6, "vulnerabilities".',
  });
}
