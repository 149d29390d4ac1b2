import type { ProgramCataloguer } from '../../cataloguer.ts';

const MARK = Buffer.from('UPX!', 'latin1');
/** The mark stands behind the headers. */
const WITHIN = 4096;

/** Programs that were packed: nothing in them can be recognised. Source: UPX's documentation, "l_info". */
export const PACKED: ProgramCataloguer = {
  id: 'packed',
  ecosystem: 'generic',
  sees: 'That a program was packed with UPX: what is in it is then not known, which is told.',
  doesNotSee: 'What is in it; other packers.',
  readProgram(program) {
    if (!program.read(0, WITHIN).includes(MARK)) return null;
    return { packages: [], owned: [], unknowns: ['it is packed with UPX: what is in it is not known'] };
  },
};
