/**
 * Who a container of the image runs as. `overflow`: a number that no runtime should take; some take it as 0.
 */
export type RuntimeUser =
  | { readonly kind: 'root'; readonly why: 'unset' | 'named' | 'passwd' }
  | { readonly kind: 'overflow' }
  | { readonly kind: 'user'; readonly uid: number }
  | { readonly kind: 'nobody knows'; readonly name: string; readonly passwd: boolean };

/** What Go's `strconv.Atoi` takes, as runtimes use it: `+0`, `-0` and `000` are 0. */
const INTEGER = /^[+-]?[0-9]+$/u;
/** Linux and the runtimes stop here. */
const MAX_UID = 2_147_483_647;

/**
 * Resolves `USER` as container runtimes do: the part before the colon, looked up in passwd by name or number,
 * the first line that fits; else the number itself. Nothing given is root.
 * Source: OCI image configuration specification, "User"; passwd(5).
 */
export function runtimeUser(user: string, passwd: Buffer | null): RuntimeUser {
  const name = user.split(':', 1)[0] ?? '';
  if (name === '') return { kind: 'root', why: 'unset' };
  const uid = INTEGER.test(name) ? Number(name) : null;
  if (uid !== null && (uid < 0 || uid > MAX_UID)) return { kind: 'overflow' };
  const found = passwd === null ? null : lookUp(passwd, name, uid);
  if (found === 0) return { kind: 'root', why: name === 'root' || uid === 0 ? 'named' : 'passwd' };
  if (found !== null) return { kind: 'user', uid: found };
  if (name === 'root' || uid === 0) return { kind: 'root', why: 'named' };
  if (uid !== null) return { kind: 'user', uid };
  return { kind: 'nobody knows', name, passwd: passwd !== null };
}

/** The user id of the first fitting line. A user id that is not a number is 0: runtimes read it so. */
function lookUp(passwd: Buffer, name: string, uid: number | null): number | null {
  for (const line of passwd.toString('utf8').split('\n')) {
    const [entryName, , entryUid = ''] = line.trim().split(':');
    const number = INTEGER.test(entryUid) ? Number(entryUid) : 0;
    if (entryName === name || number === uid) return number;
  }
  return null;
}
