import { LIMITS } from '../../src/util/limits.ts';
import { PAGE_NOTE, cell, code, table } from './markdown.ts';

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'];

/** The text of docs/limits.md. */
export function limitsPage(): string {
  const rows = Object.entries(LIMITS).map(([name, { value, unit, why }]) => [
    code(name),
    amount(value, unit),
    cell(why),
  ]);
  return `# Limits

${PAGE_NOTE}

Everything read from an image, a registry, a Dockerfile or an advisory is hostile, so each read has a limit.
Reaching one is an error or an unknown in the report, never a silent cut.

${table(['Limit', 'Value', 'Reason'], rows)}`;
}

function amount(value: number, unit: string): string {
  if (unit !== 'bytes') return `${value.toLocaleString('en-GB')} ${cell(unit)}`;
  let [rest, index] = [value, 0];
  while (rest >= 1024 && rest % 1024 === 0 && index < UNITS.length - 1)
    [rest, index] = [rest / 1024, index + 1];
  return `${rest.toLocaleString('en-GB')} ${UNITS[index] ?? unit}`;
}
