import { expect, it } from 'vitest';
import { BUN_BINARY_LOCK } from '../../../../src/inventory/cataloguers/locks/bun-binary-lock.ts';

it('tells that the binary lock file of Bun is not read', () => {
  expect([BUN_BINARY_LOCK.wants('app/bun.lockb'), BUN_BINARY_LOCK.wants('app/bun.lock')]).toEqual([
    true,
    false,
  ]);
  const { packages, unknowns } = BUN_BINARY_LOCK.read(Buffer.from('#!/usr/bin/env bun\n'), 'app/bun.lockb');
  expect([packages, unknowns]).toEqual([[], [expect.stringContaining('not read')]]);
});
