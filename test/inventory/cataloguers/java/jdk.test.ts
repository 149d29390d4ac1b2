import { expect, it } from 'vitest';
import { isPartOfJdk } from '../../../../src/inventory/cataloguers/java/jdk.ts';

const OWN = ['java/lang/A.class', 'com/sun/B.class'];

it.each([
  ['opt/jdk/lib/jrt-fs.jar', OWN, true],
  ['usr/lib/jvm/java-8/jre/lib/rt.jar', OWN, true],
  ['usr/lib/jvm/java-8/jre/lib/ext/sunec.jar', OWN, true],
  ['opt/app/lib/tools.jar', ['com/acme/A.class'], false],
  ['opt/app/lib/tools.jar', [...OWN, 'com/acme/A.class'], false],
  ['app.war!/WEB-INF/lib/tools.jar', OWN, false],
  ['opt/app/lib/core.jar', OWN, false],
  ['opt/app/rt.jar', OWN, false],
  ['opt/app/lib/x/tools.jar', OWN, false],
])('whether %s with %j is a part of the Java runtime: %s', (path, classes, is) => {
  expect(isPartOfJdk(path, classes)).toBe(is);
});
