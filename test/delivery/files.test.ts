import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { writeOut, writeReports } from '../../src/delivery/files.ts';
import { jsonReport } from '../../src/reports/json.ts';
import { tableReport } from '../../src/reports/table/table.ts';
import { failedReport } from '../support/sample-report.ts';
import { sink } from '../support/sink.ts';
import { workFolder } from '../support/work-folder.ts';

describe('writeReports', () => {
  it('writes every report that was asked for, relative to the working directory', async () => {
    const cwd = workFolder();
    const stdout = sink();
    const requests = [
      { format: 'json', path: 'out/report.json' },
      { format: 'sarif', path: join(cwd, 'report.sarif') },
      { format: 'table', path: '-' },
    ] as const;
    await writeReports(failedReport(), requests, { cwd, stdout });
    expect(await readFile(join(cwd, 'out/report.json'), 'utf8')).toBe(jsonReport.render(failedReport()));
    expect(JSON.parse(await readFile(join(cwd, 'report.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(stdout.text()).toBe(tableReport.render(failedReport()));
  });

  it('gives colours to standard output and never to a file', async () => {
    const cwd = workFolder();
    const stdout = sink();
    const requests = [
      { format: 'table', path: '-' },
      { format: 'table', path: 'table.txt' },
    ] as const;
    await writeReports(failedReport(), requests, { cwd, stdout, color: true });
    expect(stdout.text()).toContain('\u001b[');
    expect(await readFile(join(cwd, 'table.txt'), 'utf8')).not.toContain('\u001b[');
  });

  it('fits the table to the terminal', async () => {
    const stdout = sink({ columns: 70 });
    await writeReports(failedReport(), [{ format: 'table', path: '-' }], { cwd: '.', stdout });
    expect(stdout.text()).toBe(tableReport.render(failedReport(), { width: 70 }));
  });

  it('writes nothing when nothing was asked for', async () => {
    const stdout = sink();
    await writeReports(failedReport(), [], { cwd: '.', stdout });
    expect(stdout.text()).toBe('');
  });
});

describe('writeOut', () => {
  it.each(['EPIPE', 'ERR_STREAM_DESTROYED'])('takes %s for a reader that has seen enough', async (code) => {
    const error = Object.assign(new Error('gone'), { code });
    await expect(writeOut(sink({ error }), 'x')).resolves.toBeUndefined();
  });

  it('says that the disk behind standard output is full', async () => {
    const error = Object.assign(new Error('full'), { code: 'ENOSPC' });
    await expect(writeOut(sink({ error }), 'x')).rejects.toMatchObject({ code: 'OUTPUT_DISK_FULL' });
  });
});
