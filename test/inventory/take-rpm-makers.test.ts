import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { goProgram } from '../support/go-program.ts';
import { inventoryOf } from '../support/inventory-of.ts';
import { ndbFile, rpmPackage } from '../support/rpm.ts';

const PROGRAM = goProgram();

/** What the modules of a program are counted to, when a package of this maker brought it. */
async function ownerOf(vendor: string): Promise<string | null | undefined> {
  const database = ndbFile([
    rpmPackage('tool', '1.0', '1.el9', {
      1011: vendor,
      1035: [createHash('sha256').update(PROGRAM).digest('hex')],
      1116: [0],
      1117: ['tool'],
      1118: ['/usr/bin/'],
      5011: [8],
    }),
  ]);
  const inventory = await inventoryOf([
    {
      'etc/os-release': 'ID="almalinux"\nVERSION_ID="9.4"\n',
      'usr/bin/tool': PROGRAM,
      'var/lib/rpm/Packages.db': database,
    },
  ]);
  return inventory.components.find(({ name }) => name === 'stdlib')?.ownedBy;
}

it('what an RPM of somebody else brings is looked up by itself', async () => {
  expect(await ownerOf('Grafana Labs')).toBeNull();
});

it('what an RPM of the distribution brings is looked up as that package', async () => {
  expect(await ownerOf('AlmaLinux')).toContain('pkg:rpm/almalinux/tool@1.0-1.el9');
});
