import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError, errorText } from '../model/errors.ts';
import type { Values } from './schema.ts';
import type { Settings } from './settings.ts';

const MAX_KEY = 64 * 1024;

/** Where advisories and feeds come from. `keyPlace`: where the key is set, for messages. Throws `InputError`. */
export function advisoriesOf(values: Values, keyPlace: string, cwd: string): Settings['advisories'] {
  const key = values['advisories-key'];
  return {
    sources: [...new Set(values.advisories)],
    osvUrl: values['osv-url'],
    publicKey: key === null ? null : keyText(key, keyPlace, cwd),
    maxAge: values['advisories-max-age'],
    kev: values.kev,
    epss: values.epss,
  };
}

/** The key itself, or what is in the file that is named. */
function keyText(key: string, place: string, cwd: string): string {
  if (key.includes('-----BEGIN')) return key;
  let text: string;
  try {
    text = readFileSync(resolve(cwd, key), 'utf8');
  } catch (error) {
    throw new InputError('PATH_NOT_FOUND', `${place}: ${key} cannot be read: ${errorText(error)}`, {
      cause: error,
      hint: 'Name a file with a public key in PEM form, or give its text.',
    });
  }
  if (text.length <= MAX_KEY && text.includes('-----BEGIN PUBLIC KEY-----')) return text;
  throw new InputError('SETTING_INVALID', `${place}: ${key} holds no public key in PEM form`, {
    hint: 'Make it from the private one: openssl pkey -in key.pem -pubout.',
  });
}
