import { quote } from '../kinds.ts';
import type { Spot } from './spot.ts';
import { refusal, textOf } from './spot.ts';

const HOUR_MS = 3_600_000;
const UNITS: ReadonlyMap<string, number> = new Map([
  ['h', HOUR_MS],
  ['d', 24 * HOUR_MS],
]);
const DURATION = /^([1-9]\d{0,4})([hd])$/u;

/** Days (`90d`) or hours (`48h`), as milliseconds. */
export function durationOf(spot: Spot): number {
  const given = textOf(spot);
  const [, number, letter] = DURATION.exec(given) ?? [];
  const unit = letter === undefined ? undefined : UNITS.get(letter);
  if (unit !== undefined) return Number(number) * unit;
  throw refusal(spot, `${quote(given)} is not an age`, { hint: 'Write days or hours: 90d, 48h.' });
}
