const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** `7 days`; in hours where it is no whole number of days: `36 hours`. What is left over is not told. */
export function durationText(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  return hours > 0 && hours % DAY_HOURS === 0 ? counted(hours / DAY_HOURS, 'day') : counted(hours, 'hour');
}

function counted(count: number, unit: string): string {
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}
