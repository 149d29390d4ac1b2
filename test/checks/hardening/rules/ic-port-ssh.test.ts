import { describe, expect, it } from 'vitest';
import { found, lines } from '../examine.ts';

describe('IC-PORT-SSH catches', () => {
  for (const port of ['22/tcp', '22', '20-30/tcp']) {
    it(port, () => {
      expect(found('IC-PORT-SSH', { config: { exposedPorts: [port] } })).toMatchObject([
        { severity: 'medium' },
      ]);
    });
  }
});

describe('IC-PORT-SSH does not catch', () => {
  it('other ports', () => {
    const exposedPorts = ['2222/tcp', '22/udp', '80/tcp', 'ssh'];
    expect(found('IC-PORT-SSH', { config: { exposedPorts } })).toEqual([]);
  });
});

describe('IC-PORT-SSH is located', () => {
  it('on the EXPOSE that has it', () => {
    const config = { exposedPorts: ['22/tcp'] };
    expect(lines('IC-PORT-SSH', { config, dockerfile: 'FROM base\nEXPOSE 80\nEXPOSE 22\n' })).toEqual([3]);
  });
});
