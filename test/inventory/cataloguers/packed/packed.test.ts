import { expect, it } from 'vitest';
import { PACKED } from '../../../../src/inventory/cataloguers/packed/packed.ts';
import { elfFile, programOf } from '../../../support/elf.ts';

it('tells of a packed program, and not of others', () => {
  const packed = elfFile({ sections: { x: Buffer.from('....UPX!....') } });
  expect(PACKED.readProgram(programOf(packed), 'app')).toMatchObject({
    unknowns: [expect.stringContaining('UPX')],
  });
  expect(PACKED.readProgram(programOf(elfFile({})), 'app')).toBeNull();
});
