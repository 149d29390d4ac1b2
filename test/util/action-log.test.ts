import { describe, expect, it } from 'vitest';

import { runNode } from '../support/run-node.ts';
import { workFolder } from '../support/work-folder.ts';

const LOG = new URL('../../src/util/action-log.ts', import.meta.url).href;

async function written(body: string): Promise<string> {
  const folder = workFolder({
    's.mjs': `import { actionLog } from '${LOG}';\nconst log = actionLog();\n${body}`,
  });
  const { stdout, stderr } = await runNode(`${folder}/s.mjs`);
  expect(stderr).toBe('');
  return stdout;
}

describe('the log of the action', () => {
  it('uses the commands of the runner for its own words', async () => {
    const out = await written(
      `log.debug('a'); log.info('b'); log.warn('c'); log.error('d'); await log.group('e', async () => log.line('f'));`,
    );
    expect(out).toBe('::debug::a\nb\n::warning::c\n::error::d\n::group::e\nf\n::endgroup::\n');
  });

  it('lets nothing that is shown be a command', async () => {
    const out = await written(
      `log.info('::set-output name=x::y'); log.line('  ::error::z'); log.line('a\\n::error::b'); log.line('##[error]c');`,
    );
    expect(out.split('\n').filter((line) => /^\s*::|##\[/u.test(line))).toEqual([]);
    expect(out.split('\n')).toHaveLength(5);
  });

  it('says each step of the progress once', async () => {
    expect(await written(`for (const s of ['a', 'a', null, 'b', null]) log.progress(s);`)).toBe('a\nb\n');
  });
});
