import { describe, expect, it } from 'vitest';
import { lines } from './examine.ts';

describe('the line of a port', () => {
  const table: readonly [port: string, dockerfile: string, line: number][] = [
    ['80/tcp', 'FROM base\nEXPOSE 80\n', 2],
    ['80/tcp', 'FROM base\nEXPOSE 8080\nEXPOSE 443 80/tcp\n', 3],
    ['80/tcp', 'FROM base\nEXPOSE 80/udp\n', 1],
    ['81/tcp', 'FROM base\nEXPOSE 80-82\n', 2],
    ['83/tcp', 'FROM base\nEXPOSE 80-82\n', 1],
    ['80/tcp', 'FROM base\nRUN true\n', 1],
  ];

  for (const [port, dockerfile, line] of table) {
    it(`${JSON.stringify(dockerfile)} for ${port} is ${String(line)}`, () => {
      expect(lines('IC-PORT-PRIV', { config: { exposedPorts: [port] }, dockerfile })).toEqual([line]);
    });
  }
});
