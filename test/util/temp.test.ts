import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTempFolder } from '../../src/util/temp.ts';
import { workFolder } from '../support/work-folder.ts';

describe('makeTempFolder', () => {
  it('makes a folder that nobody else can enter, and removes it with what is in it', async () => {
    const parent = join(workFolder(), 'not/there/yet');
    const temp = await makeTempFolder(parent);
    writeFileSync(join(temp.path, 'file'), 'x');
    expect(statSync(temp.path).mode & 0o777).toBe(0o700);
    expect(temp.path.startsWith(parent)).toBe(true);
    await temp.remove();
    await temp.remove();
    expect(existsSync(temp.path)).toBe(false);
  });

  it('says where it cannot make one', async () => {
    const parent = workFolder({ file: '' });
    const work = makeTempFolder(join(parent, 'file'));
    await expect(work).rejects.toMatchObject({
      code: 'TEMP_UNUSABLE',
      message: expect.stringContaining(parent),
    });
  });

  it('leaves nothing to do at exit once it is removed', async () => {
    const before = process.listenerCount('exit');
    const temp = await makeTempFolder(workFolder());
    expect(process.listenerCount('exit')).toBe(before + 1);
    await temp.remove();
    expect(process.listenerCount('exit')).toBe(before);
  });
});
