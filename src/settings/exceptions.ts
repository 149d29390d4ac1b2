import { z } from 'zod';

const ID = /^[A-Za-z0-9][\w.:-]{0,127}$/u;
const words = z.string().trim().min(1, { message: 'it is empty' });

/** `exceptions` in the configuration file: see `Exception`. */
export const EXCEPTIONS_SCHEMA = z.array(
  z
    .strictObject({
      id: z.string().regex(ID, {
        message: 'an id is one vulnerability or rule as reports name it; patterns are not possible',
      }),
      package: words.optional(),
      reason: words,
      owner: words.optional(),
      expires: z.iso.date({ message: 'expires is a day such as 2026-12-31' }).optional(),
    })
    .transform((one) => ({
      id: one.id,
      package: one.package ?? null,
      reason: one.reason,
      owner: one.owner ?? null,
      expires: one.expires ?? null,
    })),
);
