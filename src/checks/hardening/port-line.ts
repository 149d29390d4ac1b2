import type { FindingLocation } from '../../model/finding.ts';
import { parsePort } from '../port.ts';
import type { ExposedPort } from '../port.ts';
import type { HardeningContext } from './rule.ts';

/** The word of EXPOSE that brought a port; the FROM when no instruction did. */
export function locatePort({ locateSetting }: HardeningContext, port: ExposedPort): FindingLocation {
  return locateSetting('EXPOSE', ({ words }) => {
    const word = words.find(({ value }) => {
      const written = parsePort(value);
      const sameProtocol = written?.protocol === port.protocol;
      return written !== null && sameProtocol && written.first <= port.first && port.last <= written.last;
    });
    return word?.range ?? null;
  });
}
