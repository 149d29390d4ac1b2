import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ADVISORY_FILES, safeImage, unsafeImage } from '../support/examples.ts';
import { type GitHubServer, type GitHubServerOptions, startGitHubServer } from '../support/github-server.ts';
import { type TestImage, writeDockerArchive } from '../support/oci.ts';
import { reportSchemaErrors } from '../support/report-schema.ts';
import { type ActionOptions, type ActionRun, EXIT, runAction } from '../support/run-dist.ts';
import { sarifComplaints } from '../support/sarif-validator.ts';
import { workFolder } from '../support/work-folder.ts';

let server: GitHubServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

interface Given extends Partial<ActionOptions> {
  readonly image?: TestImage;
  readonly github?: GitHubServerOptions;
}

/** Gates an archive in a workspace, with a GitHub that answers on loopback. */
async function act({ image = unsafeImage(), github = {}, ...options }: Given = {}): Promise<ActionRun> {
  server = await startGitHubServer(github);
  const cwd = workFolder(ADVISORY_FILES);
  writeDockerArchive(path.join(cwd, 'app.tar'), image, { form: 'new' });
  return runAction({
    cwd,
    ...options,
    inputs: { archive: 'app.tar', advisories: 'advisories', token: 'test-token', ...options.inputs },
    env: { GITHUB_API_URL: server.url, ...options.env },
  });
}

describe('the action on a pushed commit', () => {
  it('fails the job for an unsafe image, says why, and uploads what it found', async () => {
    const run = await act();
    expect(run.status).toBe(EXIT.fail);
    expect(run.stdout).toContain('CVE-2024-0001');
    expect(Object.fromEntries(run.outputs)).toMatchObject({
      verdict: 'fail',
      critical: '1',
      medium: '1',
      vulnerability: '2',
      'image-id': unsafeImage().imageId,
    });
    expect(JSON.parse(run.outputs.get('blocking') ?? '')).toHaveLength(1);
    expect(run.summary).toContain('CVE-2024-0001');
    expect(server?.uploads).toHaveLength(1);
    expect(server?.uploads[0]).toMatchObject({ commit: 'a'.repeat(40), ref: 'refs/heads/main' });
    expect(run.outputs.get('sarif-id')).toBe(server?.uploads[0]?.id);
  });

  it('writes SARIF that the official validator and GitHub’s rules accept', async () => {
    const run = await act();
    const text = readFileSync(run.outputs.get('sarif-file') ?? '', 'utf8');
    expect((await sarifComplaints(text)).filter(({ level }) => level === 'error')).toEqual([]);
    expect(server?.uploads[0]?.text).toBe(text);
    expect(reportSchemaErrors(readFileSync(run.outputs.get('report-file') ?? '', 'utf8'))).toEqual([]);
  });

  it('passes the job for a safe image, and the empty upload closes what was fixed', async () => {
    const run = await act({ image: safeImage() });
    expect([run.status, run.outputs.get('verdict')]).toEqual([EXIT.pass, 'pass']);
    expect(server?.uploads[0]?.sarif.runs[0]?.results).toEqual([]);
  });
});

describe('the action without permission to upload', () => {
  it.each([
    [
      'a missing permission',
      { refuse: { status: 403, message: 'Resource not accessible by integration' } },
      'security-events: write',
    ],
    [
      'no Code Security',
      {
        refuse: {
          status: 403,
          message: 'Code Security must be enabled for this repository to use code scanning.',
        },
      },
      'Code Security',
    ],
    ['a server without code scanning', { refuse: { status: 404, message: 'Not Found' } }, 'code scanning'],
  ])(
    'with %s: says so, writes the file and the summary, and is not red for it',
    async (_what, github, words) => {
      const run = await act({ image: safeImage(), github });
      expect(run.status).toBe(EXIT.pass);
      expect(run.stdout).toContain(words);
      expect(run.summary).not.toBe('');
      expect(readFileSync(run.outputs.get('sarif-file') ?? '', 'utf8')).toContain('"version"');
    },
  );

  it('for a pull request from a fork: does not even ask', async () => {
    const [base, head] = [{ full_name: 'org/app' }, { full_name: 'stranger/app' }];
    const pull = { number: 7, base: { repo: base }, head: { sha: 'b'.repeat(40), repo: head } };
    const run = await act({
      image: safeImage(),
      event: { name: 'pull_request', payload: { pull_request: pull, repository: base } },
      env: { GITHUB_REF: 'refs/pull/7/merge' },
    });
    expect(run.status).toBe(EXIT.pass);
    expect(run.stdout).toContain('fork');
    expect(server?.requests).toEqual([]);
  });

  it('for a push by Dependabot: does not even ask', async () => {
    const run = await act({ image: safeImage(), env: { GITHUB_ACTOR: 'dependabot[bot]' } });
    expect(run.status).toBe(EXIT.pass);
    expect(server?.requests).toEqual([]);
  });
});

describe('the action that could not examine everything', () => {
  it.each([
    ['an archive that is cut off', { inputs: { archive: 'cut.tar' } }],
    [
      'an advisory server that is not there',
      { inputs: { advisories: 'osv', 'osv-url': 'http://127.0.0.1:1' } },
    ],
    [
      'a registry that is not there',
      { inputs: { archive: '', image: '127.0.0.1:1/app:1', from: 'registry' } },
    ],
  ])('after %s: incomplete, and nothing is uploaded', async (_what, options) => {
    const cwd = workFolder({ ...ADVISORY_FILES, 'cut.tar': 'not a tar' });
    writeDockerArchive(path.join(cwd, 'app.tar'), unsafeImage(), { form: 'new' });
    const run = await act({ cwd, ...options });
    expect([run.status, run.outputs.get('verdict')]).toEqual([EXIT.incomplete, 'incomplete']);
    expect(server?.requests).toEqual([]);
  });

  it('refuses an input that does not exist, and names the one that was meant', async () => {
    const run = await act({ inputs: { 'fail-onn': 'vulnerability=low' } });
    expect(run.status).toBe(EXIT.misuse);
    expect(run.stdout).toContain('fail-on');
    expect(server?.requests).toEqual([]);
  });
});

describe('text from the image', () => {
  it('cannot give the runner commands, nor markup to the summary', async () => {
    const { makeImage } = await import('../support/oci.ts');
    const name = 'x\\n::error::owned<img src=x>';
    const image = makeImage({
      layers: [
        {
          'srv/node_modules/left/package.json': `{"name":"left","version":"1.0.0\\n::set-output name=verdict::pass"}`,
          [`srv/node_modules/${name}/package.json`]: '{',
        },
      ],
    });
    const run = await act({ image });
    expect(run.stdout).not.toMatch(/^::(?:set-output|error::owned)/mu);
    expect(run.summary).not.toContain('<img');
    expect(run.outputs.get('verdict')).toBe('incomplete');
  });
});
