import { expect, it } from 'vitest';
import {
  isSbomType,
  listsSomething,
  statedTime,
} from '../../../../src/checks/signatures/attestations/content.ts';

it.each([
  ['https://cyclonedx.org/bom', true],
  ['https://cyclonedx.org/bom/v1.6', true],
  ['https://spdx.dev/Document/v2.3', true],
  ['https://cyclonedx.org/bomb', false],
  ['https://cyclonedx.org/bom/vex', false],
  ['x https://cyclonedx.org/bom', false],
])('%s is the type of an SBOM: %s', (type, expected) => {
  expect(isSbomType(type)).toBe(expected);
});

it.each([
  ['components', { components: [1] }, true],
  ['packages', { packages: [1] }, true],
  ['a graph', { '@graph': [1] }, true],
  ['no components', { components: [] }, false],
  ['components that are no list', { components: { length: 1 } }, false],
  ['text that is no JSON', '{', false],
])('an SBOM with %s lists something: %s', (_, predicate, expected) => {
  expect(listsSomething(predicate)).toBe(expected);
});

it.each([
  ['a scan', { metadata: { scanFinishedOn: 'a' } }, 'a'],
  ['a custom predicate', { Timestamp: 'b' }, 'b'],
  ['neither', { metadata: {} }, null],
])('%s states its time', (_, predicate, expected) => {
  expect(statedTime(predicate)).toBe(expected);
});
