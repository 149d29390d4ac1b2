import { z } from 'zod';

import { InputError } from '../model/errors.ts';
import { parsePurl } from './match-purl.ts';
import type { VexProduct, VexStatement } from './statement.ts';

const JUSTIFICATIONS = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const;

const TIME = z.iso.datetime({ offset: true });
const NAME = z.string().min(1);
const PART = z.object({
  '@id': NAME.optional(),
  identifiers: z.object({ purl: NAME.optional() }).optional(),
  hashes: z.record(z.string(), NAME).optional(),
});
const STATEMENT = z
  .object({
    vulnerability: z.object({ name: NAME, aliases: z.array(NAME).default([]) }),
    products: z.array(PART.extend({ subcomponents: z.array(PART).default([]) })).default([]),
    status: z.enum(['not_affected', 'affected', 'fixed', 'under_investigation']),
    justification: z.enum(JUSTIFICATIONS).optional(),
    impact_statement: NAME.optional(),
    timestamp: TIME.optional(),
    last_updated: TIME.optional(),
  })
  .refine(
    ({ status, justification, impact_statement: impact }) =>
      status !== 'not_affected' || justification !== undefined || impact !== undefined,
    'not_affected needs a justification or an impact_statement',
  );
const DOCUMENT = z.object({
  '@context': z.string().startsWith('https://openvex.dev/ns'),
  author: NAME,
  timestamp: TIME,
  statements: z.array(STATEMENT),
});

type Part = z.output<typeof PART>;

/**
 * The statements of an OpenVEX document; those without a product are left out, as they say nothing of any image.
 * Throws an InputError `VEX_INVALID` that names the place. Source: OpenVEX specification 0.2.0.
 */
export function readOpenVex(text: string, file: string): readonly VexStatement[] {
  const result = DOCUMENT.safeParse(jsonOf(text, file));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw invalid(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
  }
  const { author, timestamp, statements } = result.data;
  return statements.flatMap((statement) => {
    const isQuiet = statement.status === 'not_affected' || statement.status === 'fixed';
    const products = statement.products
      .map((product) => productOf(product, isQuiet))
      .filter(({ ids }) => ids.length > 0);
    if (products.length === 0) return [];
    const { name, aliases } = statement.vulnerability;
    return [
      {
        vulnerabilities: [name, ...aliases],
        products,
        status: statement.status,
        reason: statement.justification?.replaceAll('_', ' ') ?? statement.impact_statement ?? null,
        timestamp: Date.parse(statement.last_updated ?? statement.timestamp ?? timestamp),
        source: `${file} by ${author}`,
      },
    ];
  });
}

function productOf(
  product: Part & { readonly subcomponents: readonly Part[] },
  isQuiet: boolean,
): VexProduct {
  const subcomponents = product.subcomponents.flatMap((part) => idsOf(part, isQuiet));
  // A named part that has no identifier we know must not widen the statement to the whole product.
  const isLost = product.subcomponents.length > 0 && subcomponents.length === 0;
  return { ids: isLost ? [] : idsOf(product, isQuiet), subcomponents };
}

function idsOf(part: Part, isQuiet: boolean): readonly string[] {
  const ids = [part['@id'], part.identifiers?.purl].filter((id) => id !== undefined);
  // Hashes say which one is meant. What cannot be held to them must not suppress.
  if (!isQuiet || part.hashes === undefined) return ids;
  const digest = `sha256:${part.hashes['sha-256']?.toLowerCase() ?? ''}`;
  return ids.filter((id) => {
    const purl = parsePurl(id);
    return purl?.type === 'oci' && purl.version === digest;
  });
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw invalid(file, 'it is not JSON', cause);
  }
}

function invalid(file: string, rule: string, cause?: unknown): InputError {
  return new InputError('VEX_INVALID', `${file} is no valid OpenVEX document: ${rule}`, {
    hint: 'Correct the document: see the OpenVEX specification 0.2.0.',
    cause,
  });
}
