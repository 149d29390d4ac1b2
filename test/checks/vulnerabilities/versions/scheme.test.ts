import { expect, it } from 'vitest';
import {
  MAX_VERSION_LENGTH,
  refused,
  textFault,
} from '../../../../src/checks/vulnerabilities/versions/scheme.ts';

it('finds fault with what no scheme takes, and with nothing else', () => {
  expect(textFault('')).toBe('it is empty');
  expect(textFault('1'.repeat(MAX_VERSION_LENGTH + 1))).toMatch(/longer than 512 characters/u);
  expect(textFault('1'.repeat(MAX_VERSION_LENGTH))).toBeNull();
});

it('refuses with a reason', () => {
  expect(refused('why')).toEqual({ ok: false, reason: 'why' });
});
