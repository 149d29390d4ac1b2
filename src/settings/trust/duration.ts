import { readDuration } from '../schema-advisories.ts';
import type { Spot } from './spot.ts';
import { readAt, textOf } from './spot.ts';

/** Days (`90d`) or hours (`48h`), as milliseconds. */
export function durationOf(spot: Spot): number {
  return readAt(spot, () => readDuration(textOf(spot)));
}
