import { z } from 'zod';
import { InputError } from '../model/errors.ts';
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
      lastUpdated: z.string().optional(),
    })
    .optional(),
  affects: z.array(z.object({ ref: NAME })).default([]),
  updated: z.string().optional(),
});
const DOCUMENT = z.object({
  bomFormat: z.literal('CycloneDX'),
  metadata: z
    .object({
      timestamp: z.string().optional(),
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
    const products = affects.flatMap(({ ref }) => purlOf(ref, purls));
    if (products.length === 0) return [];
    const time = Date.parse(analysis?.lastUpdated ?? updated ?? metadata?.timestamp ?? '');
    return [
      {
        vulnerabilities: [id, ...references.map((reference) => reference.id)],
        products: products.map((purl) => ({ ids: [purl], subcomponents: [] })),
        status,
        reason: reason.length === 0 ? null : reason.join(': '),
        timestamp: Number.isNaN(time) ? 0 : time,
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

function invalid(file: string, rule: string): InputError {
  return new InputError('VEX_INVALID', `${file} is no valid CycloneDX VEX document: ${rule}`, {
    hint: 'Correct the document: see CycloneDX 1.6, "vulnerabilities".',
  });
}
