import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examine, found, lines } from '../examine.ts';

// Put together here, so that no scanner takes this file for one with secrets in it.
const TOKEN = ['ghp_', 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbCdE'].join('');

describe('IC-SECRET-ENV catches', () => {
  it('a secret by its form, whatever its name', () => {
    expect(found('IC-SECRET-ENV', { config: { env: ['PATH=/bin', `THING=${TOKEN}`] } })).toMatchObject([
      {
        severity: 'critical',
        message:
          'The environment variable THING holds a GitHub token. Withdraw it, and give a new one when the container runs.',
      },
    ]);
  });

  it('a literal value under the name of a secret', () => {
    expect(found('IC-SECRET-ENV', { config: { env: ['DB_PASSWORD=hunter2'] } })).toMatchObject([
      {
        severity: 'high',
        message: expect.stringContaining('variable DB_PASSWORD has the name of a secret') as string,
      },
    ]);
  });

  it('each variable under an id of its own, which does not change with the value', () => {
    const first = found('IC-SECRET-ENV', { config: { env: ['A_TOKEN=one', 'B_TOKEN=one'] } });
    const second = found('IC-SECRET-ENV', { config: { env: ['B_TOKEN=two'] } });
    expect(new Set(first.map(({ id }) => id)).size).toBe(2);
    expect(second[0]?.id).toBe(first[1]?.id);
  });

  it('a secret in an entry without a name, or as a name', () => {
    for (const entry of [TOKEN, `${TOKEN}=1`]) {
      expect(found('IC-SECRET-ENV', { config: { env: [entry] } })).toMatchObject([
        { message: expect.stringContaining('variable entry 1 holds a GitHub token') as string },
      ]);
    }
  });
});

describe('IC-SECRET-ENV does not catch', () => {
  for (const entry of [
    'PATH=/bin',
    'DB_PASSWORD=',
    'DB_PASSWORD_FILE=/run/secrets/db',
    'DB_HOST=db',
    'A_TOKEN=$T',
    'X',
  ]) {
    it(entry, () => {
      expect(found('IC-SECRET-ENV', { config: { env: [entry] } })).toEqual([]);
    });
  }
});

describe('IC-SECRET-ENV never tells', () => {
  it('the value', () => {
    const value = fc.stringMatching(/^[a-z0-9]{8,20}$/u);
    fc.assert(
      fc.property(value, (secret) => {
        const entries = [
          `DB_PASSWORD=${secret}q9`,
          `URL=http://u:${secret}q9@host/`,
          `${secret}q9 PASSWORD=${TOKEN}`,
        ];
        const dockerfile = `FROM base\nENV DB_PASSWORD=${secret}q9\n`;
        const result = examine({ config: { env: entries }, dockerfile });
        expect(result.findings.filter(({ rule }) => rule === 'IC-SECRET-ENV')).toHaveLength(3);
        expect(JSON.stringify(result)).not.toContain(`${secret}q9`);
        expect(JSON.stringify(result)).not.toContain(TOKEN);
      }),
    );
  });
});

describe('IC-SECRET-ENV is located', () => {
  const config = { env: ['A_TOKEN=abc'] };

  it('on the words that set it', () => {
    const dockerfile = 'FROM base\nENV X=1 \\\n    A_TOKEN=abc\nENV Y=2\n';
    expect(lines('IC-SECRET-ENV', { config, dockerfile })).toEqual([3]);
  });

  it('on the old form of ENV', () => {
    expect(lines('IC-SECRET-ENV', { config, dockerfile: 'FROM base\nENV A_TOKEN abc\n' })).toEqual([2]);
  });

  it('on the last ENV that sets it, and on the FROM when none does', () => {
    const dockerfile = 'FROM base\nENV A_TOKEN=one\nENV A_TOKEN=abc\nENV AA_TOKEN=$A_TOKEN\n';
    expect(lines('IC-SECRET-ENV', { config, dockerfile })).toEqual([3]);
    expect(lines('IC-SECRET-ENV', { config, dockerfile: 'FROM base\nENV B=c\n' })).toEqual([1]);
  });
});
