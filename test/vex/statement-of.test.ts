import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { mayBeVex, unwrap } from '../../src/vex/statement-of.ts';

it.each([
  ['a document', '{"a":1}', { predicateType: null, document: { a: 1 } }],
  ['a statement', '{"predicateType":"t","predicate":2}', { predicateType: 't', document: 2 }],
  ['a statement without a predicate', '{"predicateType":"t"}', null],
  ['a key twice', '{"a":1,"a":2}', null],
  ['no JSON', '{', null],
  ['null', 'null', null],
])('%s', (_, text, expected) => {
  expect(unwrap(text)).toEqual(expected);
});

it.each([
  [null, true],
  ['https://openvex.dev/ns', true],
  ['https://openvex.dev/ns/v0.2.0', true],
  ['https://cyclonedx.org/vex', true],
  ['https://openvex.dev/ns/../x', false],
  ['https://spdx.dev/Document', false],
])('the type %s may be VEX: %s', (predicateType, expected) => {
  expect(mayBeVex({ predicateType })).toBe(expected);
});

it('nothing that is thrown at it makes it throw', () => {
  fc.assert(
    fc.property(fc.json(), fc.boolean(), (inner, wrapped) => {
      const payload = Buffer.from(inner).toString('base64');
      unwrap(wrapped ? JSON.stringify({ payload, payloadType: 'x' }) : inner);
    }),
  );
});
