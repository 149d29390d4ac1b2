import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closure, packageGraph } from '../../../../src/checks/vulnerabilities/advice/graph.ts';
import { keptPackages } from '../../../../src/checks/vulnerabilities/advice/kept.ts';
import { removablePackages } from '../../../../src/checks/vulnerabilities/advice/removable.ts';
import { osInventory, purlOf } from '../../../support/os-packages.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const PACKAGE = fc.record({
  depends: fc.subarray([...NAMES], { maxLength: 3 }),
  isTool: fc.boolean(),
  hasLibrary: fc.boolean(),
  findings: fc.nat(3),
});

describe('removablePackages', () => {
  it('never names a package twice, nor one that is kept, nor one that a package needs that stays', () => {
    const system = fc.tuple(fc.array(PACKAGE, { minLength: 8, maxLength: 8 }), fc.boolean());
    fc.assert(
      fc.property(system, ([packages, hasInterpreter]) => {
        const parts = packages.map((one, at) => {
          const name = NAMES[at] ?? 'a';
          const files = {
            ...(one.isTool ? { [`usr/bin/${name}`]: [] } : {}),
            ...(one.hasLibrary ? { [`usr/lib/lib${name}.so.1`]: [] } : {}),
          };
          return [name, { depends: one.depends, files, bytes: 1 }] as const;
        });
        const inventory = osInventory({
          web: { depends: ['a'], files: { 'usr/bin/web': [] } },
          ...Object.fromEntries(parts),
        });
        const graph = packageGraph(inventory) ?? new Map();
        const kept = keptPackages(graph, inventory, { paths: ['usr/bin/web'], hasInterpreter });
        const counts = new Map(packages.map((one, at) => [purlOf(NAMES[at] ?? 'a'), one.findings]));
        const found = removablePackages(graph, kept, counts);

        for (const { packages: names, findings, installedBytes } of found) {
          const gone = names.map((name) => graph.get(purlOf(name)));
          const stays = [...graph.values()].filter((node) => !gone.includes(node));
          for (const node of gone) {
            expect(kept.packages.has(node)).toBe(false);
            expect(stays.filter((one) => one.needs.has(node))).toEqual([]);
          }
          // Purging the first takes along what needs it; the rest is only below these.
          const first = gone[0] === undefined ? [] : [gone[0]];
          const above = closure(first, 'neededBy');
          expect(gone.filter((node) => !closure(above, 'needs').has(node))).toEqual([]);
          expect(findings).toBe(names.reduce((sum, name) => sum + (counts.get(purlOf(name)) ?? 0), 0));
          expect(findings).toBeGreaterThan(0);
          expect(installedBytes).toBe(names.length);
        }
        const all = found.flatMap(({ packages: names }) => names);
        expect(all).toHaveLength(new Set(all).size);
        expect(found.map(({ findings }) => findings)).toEqual(
          found.map(({ findings }) => findings).toSorted((a, b) => b - a),
        );
      }),
    );
  });
});
