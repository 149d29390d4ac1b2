import type { FindingLocation } from '../../model/finding.ts';
import type { HardeningContext } from './rule.ts';

/** The USER instruction that set the image's user; the FROM when no instruction did. */
export function locateUser({ image, locateSetting }: HardeningContext): FindingLocation {
  const { user } = image.config;
  return locateSetting('USER', ({ words, range }) => {
    const value = words[0]?.value ?? '';
    return value === user || value.includes('$') ? range : null;
  });
}
