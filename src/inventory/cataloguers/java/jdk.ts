/** Archives of the Java runtime itself, by the folder they lie in. */
const JDK =
  /(?:^|\/)lib\/(?:jrt-fs|(?:ext\/|security\/(?:policy\/(?:unlimited|limited)\/)?)?(?:rt|charsets|jce|jsse|resources|management-agent|tools|dt|sa-jdi|jconsole|jfr|cldrdata|dnsns|jaccess|localedata|nashorn|sunec|sunjce_provider|sunpkcs11|zipfs))\.jar$/u;
/** Where the classes of the runtime lie, and hardly any of others. */
const JDK_CLASS =
  /^(?:java|javax|sun|jdk|com\/sun|com\/oracle|oracle|org\/(?:ietf|jcp|omg|w3c|xml|relaxng))\//u;

/**
 * Whether an archive without Maven's files is a part of the Java runtime, which is looked up as a whole: by its
 * path and by all its classes, because others have a `lib/tools.jar` too.
 */
export function isPartOfJdk(path: string, classes: readonly string[]): boolean {
  return JDK.test(path) && !path.includes('!/') && classes.every((name) => JDK_CLASS.test(name));
}
