import { makeZip } from './zip.ts';

export type JarFiles = Readonly<Record<string, string | Buffer>>;

/** A Java archive with these files. */
export function jar(files: JarFiles): Buffer {
  return makeZip(files);
}

/** What Maven writes into the archive of a package, with a class of it unless that is not wanted. */
export function pom(group: string, artifact: string, version: string, hasClass = true): JarFiles {
  const text = `#Created by Maven\nversion=${version}\ngroupId=${group}\nartifactId=${artifact}\n`;
  const properties = { [`META-INF/maven/${group}/${artifact}/pom.properties`]: text };
  return hasClass ? { ...properties, [`${artifact}/A.class`]: 'x' } : properties;
}
