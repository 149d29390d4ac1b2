import { describe, expect, it } from 'vitest';
import { createBuildLog } from '../../../src/image/build/build-log.ts';
import { recordingLog } from '../../support/recording-log.ts';

describe('createBuildLog', () => {
  it('shows each line as it comes, without colours, and never as a command for the runner', () => {
    const log = recordingLog();
    createBuildLog(log).write('\u001b[31mred\u001b[0m\r\n\n::error::no\n ##[group]no\n\u001b]0;title\u0007');
    expect(log.messages).toEqual([
      'line: red',
      'line: \u2237error::no',
      'line:  # #[group]no',
      'line: \\u{1b}]0;title\\u{7}',
    ]);
  });

  it('remembers the last lines, without rules', () => {
    const build = createBuildLog(recordingLog());
    for (let n = 0; n < 100; n++) build.write(`line ${n}`);
    build.write('------\nERROR: \u001b[1mfailed\u001b[0m\u0000');
    expect(build.tail()).toBe('line 97 / line 98 / line 99 / ERROR: failed\\u{0}');
  });

  it('has an empty tail before the first line', () => {
    expect(createBuildLog(recordingLog()).tail()).toBe('');
  });
});
