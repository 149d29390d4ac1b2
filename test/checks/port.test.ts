import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSsh, parsePort } from '../../src/checks/port.ts';

describe('an exposed port', () => {
  const good: readonly [text: string, first: number, last: number, protocol: string][] = [
    ['80/tcp', 80, 80, 'tcp'],
    ['80', 80, 80, 'tcp'],
    ['1', 1, 1, 'tcp'],
    ['53/UDP', 53, 53, 'udp'],
    ['8000-8010/tcp', 8000, 8010, 'tcp'],
    ['65535/sctp', 65535, 65535, 'sctp'],
    ['080/tcp', 80, 80, 'tcp'],
  ];

  for (const [text, first, last, protocol] of good) {
    it(`${text} is read`, () => {
      expect(parsePort(text)).toEqual({ first, last, protocol });
    });
  }

  for (const text of [
    '',
    '0',
    '65536',
    '80/http',
    '80/',
    '/tcp',
    '-80',
    '90-80',
    '80-',
    'http',
    ' 80',
    '1e3',
  ]) {
    it(`"${text}" is not one`, () => {
      expect(parsePort(text)).toBeNull();
    });
  }

  it('of any text is in range or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,6}(?:-\d{1,6})?(?:\/tcp)?$/u)), (text) => {
        const port = parsePort(text);
        if (port === null) return;
        expect(port.first).toBeGreaterThanOrEqual(1);
        expect(port.last).toBeGreaterThanOrEqual(port.first);
        expect(port.last).toBeLessThanOrEqual(65_535);
      }),
    );
  });

  it('is SSH when it holds 22 of TCP', () => {
    const ssh = ['22', '22/tcp', '20-30'].map(parsePort);
    const other = ['2222', '22/udp', '220', '23-30'].map(parsePort);
    expect(ssh.map((port) => port !== null && isSsh(port))).toEqual([true, true, true]);
    expect(other.map((port) => port !== null && isSsh(port))).toEqual([false, false, false, false]);
  });
});
