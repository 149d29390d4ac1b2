import { toGateError } from '../../model/errors.ts';
import type { Report } from '../../model/report.ts';
import { categoryOf } from '../../reports/sarif/category.ts';
import { isWhole } from '../../reports/sbom/properties.ts';
import { plain } from '../../util/escape.ts';
import type { DeliveryContext } from '../delivery.ts';
import { readRunFacts, type RunFacts } from '../upload/target.ts';
import { toSnapshot, type SnapshotJob } from './snapshot.ts';
import { submitSnapshot } from './submit.ts';

export interface SnapshotRequest {
  readonly report: Report;
  readonly token: string | null;
  readonly isWanted: boolean;
  readonly context: DeliveryContext;
}

const PERMISSION = 'It needs `permissions: contents: write`';

/**
 * Submits the packages to the dependency graph where that was asked for. What keeps it from being done is a
 * warning, and one sentence for the summary: the job's verdict is about the image. Null: there is nothing to say.
 */
export async function handToDependencyGraph(request: SnapshotRequest): Promise<string | null> {
  const { report, token, isWanted, context } = request;
  if (!isWanted) return null;
  const facts = await readRunFacts(context.env, context.cwd);
  const job = jobOf(report, facts, context);
  const obstacle = obstacleTo(report, facts, token);
  if (obstacle !== null || facts.repository === null || token === null || job === null) {
    return say(obstacle ?? 'this is no workflow run with a commit', context);
  }
  try {
    const { signal, delay } = context;
    const { repository, apiUrl } = facts;
    const snapshot = toSnapshot(report, nameOf(report), job);
    const id = await submitSnapshot({ apiUrl, repository, token, snapshot, signal, delay });
    context.log.info(
      `Submitted ${String(report.components.length)} packages to the dependency graph: ${String(id)}`,
    );
    return null;
  } catch (error) {
    context.signal?.throwIfAborted();
    const { message, hint, code } = toGateError(error);
    return say(`${message}. ${hint ?? ''} (${code})`, context);
  }
}

/** A snapshot replaces the one before it: what it leaves out is gone from the graph, and its alerts with it. */
function obstacleTo(report: Report, { fork, event, target }: RunFacts, token: string | null): string | null {
  if (report.verdict.result === 'incomplete' || !isWhole(report)) {
    return 'the inventory is not complete, and what is missing would be taken for removed';
  }
  if (token === null || token === '') return 'there is no token: set the input token to ${{ github.token }}';
  if (event === 'pull_request_target' && target?.ref.startsWith('refs/pull/') !== true) {
    return 'in pull_request_target the packages of the pull request would be filed under its base branch';
  }
  if (fork && event !== 'pull_request_target') {
    return `a pull request from a fork has a token that may only read. ${PERMISSION}`;
  }
  return null;
}

function say(reason: string, { log }: DeliveryContext): string {
  const note = `no dependencies were submitted: ${plain(reason, 500)}`;
  log.warn(`Dependency graph: ${note}`);
  return note;
}

/** A pull request is reviewed by the commit that it proposes, not by its trial merge. */
function jobOf(report: Report, { target, head }: RunFacts, { env }: DeliveryContext): SnapshotJob | null {
  if (target === null) return null;
  const [workflow = '', job = ''] = [env['GITHUB_WORKFLOW'], env['GITHUB_JOB']];
  const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
  return {
    id: env['GITHUB_RUN_ID'] || '0',
    correlator: plain(`${workflow} ${job} ${categoryOf(report)}`, 500),
    sha: head ?? target.commit,
    ref: target.ref,
    url: `${server}/${env['GITHUB_ACTION_REPOSITORY'] || env['GITHUB_REPOSITORY'] || ''}`,
  };
}

/** Of the image without tag and digest: the same manifest in the next run. */
function nameOf(report: Report): string {
  return categoryOf(report).replace(CATEGORY, '$1');
}

const CATEGORY = /^image-gate\/(.*?)\/?$/u;
