import { describe, expect, it } from 'vitest';
import { InputError, SourceError } from '../src/model/errors.ts';
import type { Unknown } from '../src/model/outcome.ts';
import { Steps } from '../src/steps.ts';
import { SILENT } from '../src/util/log.ts';

const UNKNOWN: Unknown = { step: 'inventory', place: 'var/lib/rpm/Packages', reason: 'not read' };

function steps(signal = new AbortController().signal): Steps {
  return new Steps(SILENT, signal);
}

describe('a step', () => {
  it.each([
    ['that left nothing out is complete', { unknowns: [] }, 'complete', null],
    ['with one unknown is partial', { unknowns: [UNKNOWN] }, 'partial', 'one thing could not be examined'],
    ['with two is partial', { unknowns: [UNKNOWN, UNKNOWN] }, 'partial', '2 things could not be examined'],
    ['that had nothing to do is skipped', { skipped: 'no rules' }, 'skipped', 'no rules'],
  ])('%s', async (_what, result, status, reason) => {
    const run = steps();
    expect(await run.run('inventory', 'reading', async () => Promise.resolve(result))).toBe(result);
    expect(run.outcomes).toMatchObject([{ id: 'inventory', status, reason, error: null }]);
  });

  it('that throws a coded error has failed, and the run goes on', async () => {
    const run = steps();
    const error = new SourceError('REGISTRY_UNREACHABLE', 'no answer', { hint: 'Try later.' });
    expect(await run.run('image', 'opening', async () => Promise.reject(error))).toBeNull();
    expect(run.outcomes).toMatchObject([
      {
        status: 'failed',
        reason: 'no answer',
        error: { code: 'REGISTRY_UNREACHABLE', message: 'no answer', hint: 'Try later.' },
      },
    ]);
  });

  it('that throws anything else has failed as a fault of ours', async () => {
    const run = steps();
    await run.run('image', 'opening', async () => Promise.reject(new TypeError('x is not a function')));
    expect(run.outcomes).toMatchObject([{ status: 'failed', error: { code: 'INTERNAL' } }]);
  });

  it('that finds a mistake of the caller ends the run', async () => {
    const error = new InputError('ARCHIVE_NOT_FOUND', 'no such file');
    await expect(steps().run('image', 'opening', async () => Promise.reject(error))).rejects.toBe(error);
  });

  it('that was aborted ends the run with the reason of the abort', async () => {
    const abort = new AbortController();
    const run = steps(abort.signal);
    const stopped = run.run('image', 'opening', async () => {
      abort.abort(new Error('stopped'));
      return Promise.reject(new SourceError('X', 'cut off'));
    });
    await expect(stopped).rejects.toThrow('stopped');
  });

  it('that was not reached has failed, and says because of which', () => {
    const run = steps();
    run.notReached('vulnerabilities', 'image');
    expect(run.outcomes).toMatchObject([
      {
        status: 'failed',
        reason: 'not reached, because the image step failed',
        error: { code: 'STEP_NOT_REACHED' },
      },
    ]);
  });
});
