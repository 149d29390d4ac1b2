import type { VerdictResult } from '../../model/report.ts';
import type { RunFacts, UploadTarget } from './target.ts';

export interface UploadQuestion {
  readonly setting: 'auto' | 'true' | 'false';
  readonly verdict: VerdictResult;
  readonly hasToken: boolean;
  readonly facts: RunFacts;
}

/**
 * - `upload`: try it.
 * - `skip`: do not, and say why (`quiet`: the user asked for it, so only in the debug log).
 * - `refuse`: the user wants an upload that cannot be.
 */
export type UploadDecision =
  | { readonly kind: 'upload'; readonly repository: string; readonly target: UploadTarget }
  | { readonly kind: 'skip'; readonly reason: string; readonly quiet: boolean }
  | { readonly kind: 'refuse'; readonly reason: string; readonly hint: string };

const SUPPORTED_REF = /^refs\/(?:heads|tags)\/.|^refs\/pull\/\d+\/(?:merge|head)$/u;
const READ_ONLY_FOR_FORKS: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
]);

/** Whether the results go to code scanning. The first line that fits decides. */
export function decideUpload(question: UploadQuestion): UploadDecision {
  const { setting, verdict, hasToken, facts } = question;
  if (setting === 'false') return { kind: 'skip', reason: 'upload-sarif is false', quiet: true };
  // Code scanning closes every alert that an upload does not hold.
  if (verdict === 'incomplete')
    return skip('after an incomplete run, an upload could close alerts that still hold');
  const place = placeOf(hasToken, facts);
  if ('reason' in place) {
    return setting === 'true' ? { kind: 'refuse', ...place } : skip(`${place.reason}. ${place.hint}`);
  }
  const doubt = setting === 'auto' ? doubtOf(facts, place.target) : null;
  return doubt === null ? { kind: 'upload', ...place } : skip(doubt);
}

interface Obstacle {
  readonly reason: string;
  readonly hint: string;
}

interface Place {
  readonly repository: string;
  readonly target: UploadTarget;
}

/** Where an upload would go, or what makes one impossible. */
function placeOf(hasToken: boolean, { repository, target }: RunFacts): Place | Obstacle {
  if (repository === null) {
    return {
      reason: 'this is no workflow run: GITHUB_REPOSITORY is not set',
      hint: 'Uploads work only on a GitHub Actions runner',
    };
  }
  if (!hasToken) {
    return { reason: 'there is no token', hint: 'Set the input token to ${{ github.token }}' };
  }
  if (target === null) {
    return {
      reason: 'the commit is not known: GITHUB_SHA or GITHUB_REF is not set',
      hint: 'Run the action in an event that has a commit',
    };
  }
  if (!SUPPORTED_REF.test(target.ref)) {
    return {
      reason: `code scanning takes no results for "${target.ref}"`,
      hint: 'It takes branches, tags and pull requests',
    };
  }
  return { repository, target };
}

/** What makes an upload useless or bound to fail, where the user left the choice to us. */
function doubtOf({ event, actor, fork }: RunFacts, target: UploadTarget): string | null {
  if (fork && event !== null && READ_ONLY_FOR_FORKS.has(event)) {
    return (
      'a pull request from a fork has a token that may only read. To upload from forks, let a step with ' +
      'github/codeql-action/upload-sarif use the output sarif-file'
    );
  }
  if (actor === 'dependabot[bot]' && event === 'push') {
    return 'a push by Dependabot has a token that may only read. Run the workflow on pull_request instead';
  }
  if (event === 'merge_group') return 'alerts on the temporary branch of a merge queue are shown nowhere';
  if (event === 'pull_request_target' && !target.ref.startsWith('refs/pull/')) {
    return 'in pull_request_target the results of the pull request would be filed under its base branch';
  }
  return null;
}

function skip(reason: string): UploadDecision {
  return { kind: 'skip', reason, quiet: false };
}
