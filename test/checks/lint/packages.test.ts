import { expect, test } from 'vitest';
import { installedPackages, packageName } from '../../../src/checks/lint/packages.ts';
import { parseShell } from '../../../src/dockerfile/shell-parse.ts';

function packages(text: string): string[] {
  const { commands } = parseShell({ text, pieces: [{ at: 0, offset: 0 }], lines: [0] });
  return commands.flatMap(installedPackages).map(packageName);
}

test.each<[string, string[]]>([
  ['apt-get install -y a b=1:2', ['a', 'b']],
  ['apt-get -y --no-install-recommends install a', ['a']],
  ['apt-get -o Dpkg::Use-Pty=0 install a', ['a']],
  ['sudo apt install a', ['a']],
  ['apk add --no-cache "a>1" b@edge', ['a', 'b']],
  ['dnf -y install a', ['a']],
  ['zypper in a', ['a']],
  ['pacman -Syu a', ['a']],
])('%s installs', (text, expected) => {
  expect(packages(text)).toEqual(expected);
});

test.each([
  'apt-get remove a',
  'apk del a',
  'pacman -R a',
  'npm install a',
  'echo apt-get install a',
  'constructor add a',
])('%s installs nothing', (text) => {
  expect(packages(text)).toEqual([]);
});
