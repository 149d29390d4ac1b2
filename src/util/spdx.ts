import { SPDX_DEPRECATED, SPDX_EXCEPTIONS, SPDX_LICENSES } from './spdx-ids.ts';

const MAX_LENGTH = 2048;
const TOKEN = /[()]|[^\s()]+/gu;
const OWN_LICENCE = /^(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/u;

/**
 * A licence of the SPDX list that is not deprecated, or an expression of them (`MIT OR Apache-2.0`).
 * Source: SPDX specification 2.3, annex D.
 */
export function isSpdx(value: string): boolean {
  return isExpression(value, isLicence);
}

/** As `isSpdx`, deprecated identifiers too: they are still a valid expression. */
export function isSpdxExpression(value: string): boolean {
  return isExpression(value, (token) => isLicence(token) || SPDX_DEPRECATED.has(withoutPlus(token)));
}

/** One identifier of the list, deprecated or not, and nothing else. */
export function isSpdxId(value: string): boolean {
  return SPDX_LICENSES.has(value) || SPDX_DEPRECATED.has(value);
}

function isExpression(value: string, isKnown: (token: string) => boolean): boolean {
  if (value.length > MAX_LENGTH) return false;
  let expected: 'licence' | 'operator' | 'exception' = 'licence';
  let depth = 0;
  for (const [token] of value.matchAll(TOKEN)) {
    if (expected === 'licence') {
      if (token === '(') depth += 1;
      else if (isKnown(token)) expected = 'operator';
      else return false;
    } else if (expected === 'exception') {
      if (!SPDX_EXCEPTIONS.has(token)) return false;
      expected = 'operator';
    } else if (token === ')') {
      depth -= 1;
      if (depth < 0) return false;
    } else if (token === 'AND' || token === 'OR') expected = 'licence';
    else if (token === 'WITH') expected = 'exception';
    else return false;
  }
  return expected === 'operator' && depth === 0;
}

function isLicence(token: string): boolean {
  return SPDX_LICENSES.has(withoutPlus(token)) || OWN_LICENCE.test(token);
}

/** Or any later version. Source: SPDX specification 2.3, annex D.3. */
function withoutPlus(token: string): string {
  return token.endsWith('+') ? token.slice(0, -1) : token;
}
