import { z } from 'zod';

import { quote } from './kinds.ts';

const texts = z.array(z.string().min(1));

/** The keys of `trust`, for suggestions. */
export const TRUST_KEYS = ['registries', 'images', 'digest'] as const;

/** `trust` in the configuration file: see `TrustRules`. A rule that is not there allows everything. */
export const TRUST_SCHEMA = z
  .strictObject({
    registries: texts.min(1).optional(),
    images: texts.min(1).optional(),
    digest: z
      .enum(['required', 'optional'], {
        error: ({ input }) => `${quote(String(input))} is neither required nor optional`,
      })
      .optional(),
  })
  .refine((rules) => Object.keys(rules).length > 0, { message: 'it has no rules' })
  .transform((rules) => ({
    registries: rules.registries ?? [],
    images: rules.images ?? [],
    digest: rules.digest ?? ('optional' as const),
    tags: [],
    maxAge: null,
    unmatched: 'deny' as const,
    trustedRoot: { kind: 'auto' as const },
    rules: [],
  }));
