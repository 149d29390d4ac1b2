import { describe, expect, it } from 'vitest';
import { loadArgv, loadInputs, misuse, settingsFolder } from '../support/load.ts';

function loaded(...flags: readonly string[]): string | null {
  return loadArgv(['check', '--image', 'alpine', ...flags], settingsFolder()).newerBase;
}

describe('newer-base', () => {
  it('is off unless it is asked for', () => {
    expect(loaded()).toBeNull();
    expect(loaded('--newer-base', 'off')).toBeNull();
  });

  it.each(['auto', 'debian:13-slim', 'ghcr.io/org/base@sha256:'.padEnd(88, '0')])('can be %s', (value) => {
    expect(loaded('--newer-base', value)).toBe(value);
    expect(loadInputs({ image: 'alpine', 'newer-base': value }, settingsFolder()).newerBase).toBe(value);
    const file = settingsFolder(`newer-base: ${value}\n`);
    expect(loadArgv(['check', '--image', 'alpine'], file).newerBase).toBe(value);
  });

  it.each(['Debian:13', 'a b', 'on:', 'https://registry.example/debian'])('refuses %s', (value) => {
    expect(misuse(() => loaded('--newer-base', value))).toContain('is not off, auto or an image');
  });
});
