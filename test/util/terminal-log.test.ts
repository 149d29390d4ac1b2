import { describe, expect, it } from 'vitest';

import type { TerminalLogOptions } from '../../src/util/terminal-log.ts';
import { terminalLog } from '../../src/util/terminal-log.ts';

const ESC = '\u001B';

function capture(options: Partial<TerminalLogOptions> & { readonly isTTY?: boolean } = {}) {
  const written: string[] = [];
  const log = terminalLog({
    stream: { isTTY: options.isTTY ?? false, columns: 20, write: (text) => written.push(text) },
    quiet: false,
    color: false,
    progress: 'auto',
    debug: false,
    ...options,
  });
  return { log, text: () => written.join('') };
}

describe('the terminal log', () => {
  it('writes one line for each message', () => {
    const { log, text } = capture();
    log.info('one');
    log.warn('two');
    log.error('three');
    log.line('four');
    expect(text()).toBe('one\nwarning: two\nerror: three\n  four\n');
  });

  it('makes control characters and line breaks visible', () => {
    const { log, text } = capture();
    log.info(`a\n${ESC}[2Jb`);
    log.line('\rc');
    expect(text()).toBe('a\\u{a}\\u{1b}[2Jb\n  \\u{d}c\n');
  });

  it('writes only errors when it is quiet', async () => {
    const { log, text } = capture({ quiet: true, isTTY: true });
    log.info('one');
    log.warn('two');
    log.line('three');
    log.progress('four');
    await log.group('five', async () => log.error('six'));
    expect(text()).toBe('error: six\n');
  });

  it('shows debugging only when asked', () => {
    const [off, on] = [capture(), capture({ debug: true })];
    off.log.debug('detail');
    on.log.debug('detail');
    expect([off.text(), on.text()]).toEqual(['', 'detail\n']);
  });

  it('draws progress on a terminal, cut to its width, and takes it away for other lines', () => {
    const { log, text } = capture({ isTTY: true });
    log.progress('a step whose name is long');
    log.info('x');
    log.progress(null);
    const clear = `\r${ESC}[2K`;
    expect(text()).toBe(`${clear}a step whose name …${clear}x\n${clear}a step whose name …${clear}`);
  });

  it('takes a terminal without columns for one of 80', () => {
    const written: string[] = [];
    const stream = { isTTY: true, columns: 0, write: (text: string) => written.push(text) };
    terminalLog({ stream, quiet: false, color: false, progress: 'auto', debug: false }).progress(
      'x'.repeat(100),
    );
    expect(written).toEqual([`\r${ESC}[2K${'x'.repeat(78)}…`]);
  });

  it.each([
    ['auto', ''],
    ['plain', 'step\n'],
    ['none', ''],
  ] as const)('with progress %s and no terminal writes %j', (progress, expected) => {
    const { log, text } = capture({ progress });
    log.progress('step');
    log.progress(null);
    expect(text()).toBe(expected);
  });

  it('uses colour only when asked', () => {
    const { log, text } = capture({ color: true });
    log.error('x');
    expect(text()).toBe(`${ESC}[31merror:${ESC}[0m x\n`);
  });

  it('gives back what the work of a group gives', async () => {
    const { log, text } = capture();
    await expect(log.group('title', async () => 7)).resolves.toBe(7);
    expect(text()).toBe('title\n');
  });
});
