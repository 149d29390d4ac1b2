const MAX_LENGTH = 2048;

const URI = /^[a-z][a-z0-9+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*$/iu;
const AUTHORITY = /^[^:]*:\/\/(?:[^/?#@]*@)?(?:\[[^\]/?#]*\]|[^/?#:[\]@]*)(?::\d*)?(?:[/?#]|$)/u;
const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/u;
const NUMBER = /^(?:0|[1-9]\d*)$/u;
const IDENTIFIER = /^[0-9A-Za-z-]+$/u;
const DIGITS = /^\d+$/u;
const GIT_HASH = /^(?:[0-9a-f]{7}|[0-9a-f]{40}|[0-9a-f]{64})$/u;
const ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+$/u;
const QUOTED = /^"(?:[^"\\]|\\.)*"$/u;
const HOST_PART = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/u;
const ADDRESS_LITERAL = /^\[[\w.:-]+\]$/u;

/** An absolute URI. Source: RFC 3986, section 3. */
export function isUrl(value: string): boolean {
  if (value.length > MAX_LENGTH || !URI.test(value)) return false;
  return !/^[^:]*:\/\//u.test(value) || AUTHORITY.test(value);
}

/** A date and time with its offset. Source: RFC 3339, section 5.6. */
export function isRfc3339(value: string): boolean {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] =
    DATE_TIME.exec(value.slice(0, 100)) ?? [];
  if (year === '' || value.length > 100) return false;
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  // The year 2000 would allow 29 February in every year.
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  // 60 is a leap second.
  return isDay && Number(month) > 0 && Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
}

/** Source: semver.org 2.0.0, sections 2, 9 and 10. */
export function isSemver(value: string): boolean {
  if (value.length > MAX_LENGTH) return false;
  const plus = value.indexOf('+');
  const version = plus < 0 ? value : value.slice(0, plus);
  const dash = version.indexOf('-');
  const numbers = (dash < 0 ? version : version.slice(0, dash)).split('.');
  if (numbers.length !== 3 || !numbers.every((part) => NUMBER.test(part))) return false;
  const build = plus < 0 ? [] : value.slice(plus + 1).split('.');
  const pre = dash < 0 ? [] : version.slice(dash + 1).split('.');
  return (
    [...build, ...pre].every((part) => IDENTIFIER.test(part)) &&
    pre.every((part) => !DIGITS.test(part) || NUMBER.test(part))
  );
}

/** The hash of a commit, short (7 digits) or whole (SHA-1 or SHA-256), in lower case. */
export function isGitHash(value: string): boolean {
  return GIT_HASH.test(value);
}

/** An address alone, without name and comments. Source: RFC 5322, section 3.4.1. */
export function isEmail(value: string): boolean {
  if (value.length > MAX_LENGTH) return false;
  const at = value.lastIndexOf('@');
  const [local, domain] = [value.slice(0, Math.max(0, at)), value.slice(at + 1)];
  const isLocal = QUOTED.test(local) || local.split('.').every((part) => ATOM.test(part));
  const isDomain = ADDRESS_LITERAL.test(domain) || domain.split('.').every((part) => HOST_PART.test(part));
  return at > 0 && isLocal && isDomain;
}
