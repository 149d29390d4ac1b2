import { describe, expect, it } from 'vitest';
import { examine, found, lines } from '../examine.ts';

describe('IC-PORT-PRIV catches', () => {
  for (const port of ['80/tcp', '443', '1023/tcp', '53/udp', '22/udp', '1000-2000/tcp', '20-30/tcp']) {
    it(port, () => {
      const findings = found('IC-PORT-PRIV', { config: { exposedPorts: [port] } });
      expect(findings).toMatchObject([{ severity: 'low', message: expect.stringContaining(port) as string }]);
    });
  }

  it('each port under an id of its own', () => {
    const findings = found('IC-PORT-PRIV', { config: { exposedPorts: ['80/tcp', '443/tcp'] } });
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
  });
});

describe('IC-PORT-PRIV does not catch', () => {
  it('higher ports, and SSH, which has a rule of its own', () => {
    const exposedPorts = ['1024/tcp', '8080/tcp', '65535', '22/tcp', '22'];
    expect(found('IC-PORT-PRIV', { config: { exposedPorts } })).toEqual([]);
  });
});

describe('IC-PORT-PRIV does not know', () => {
  it('what is not a port', () => {
    expect(examine({ config: { exposedPorts: ['http', '80/tcp'] } }).unknowns).toEqual([
      { step: 'hardening', place: 'ExposedPorts', reason: '"http" is not a port' },
    ]);
  });
});

describe('IC-PORT-PRIV is located', () => {
  it('on the EXPOSE that has it, else on the FROM', () => {
    const config = { exposedPorts: ['80/tcp'] };
    expect(
      lines('IC-PORT-PRIV', { config, dockerfile: 'FROM base\nEXPOSE 8080 \\\n 80\nEXPOSE 80/udp\n' }),
    ).toEqual([3]);
    expect(lines('IC-PORT-PRIV', { config, dockerfile: 'FROM base\nEXPOSE 79-81\n' })).toEqual([2]);
    expect(lines('IC-PORT-PRIV', { config, dockerfile: 'FROM base\nEXPOSE $PORT\n' })).toEqual([1]);
  });
});
