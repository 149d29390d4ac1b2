import { pathToFileURL } from 'node:url';
import type { GateError } from '../../model/errors.ts';
import { SourceError, toGateError } from '../../model/errors.ts';
import type { Report } from '../../model/report.ts';
import { duration } from '../../reports/words.ts';
import { plain } from '../../util/escape.ts';
import type { DeliveryContext, DeliverySettings } from '../delivery.ts';
import { decideUpload } from './decision.ts';
import { readRunFacts } from './target.ts';
import type { UploadRequest } from './upload.ts';
import { uploadSarif } from './upload.ts';

export interface HandOverRequest {
  readonly report: Report;
  readonly sarif: string;
  readonly token: string | null;
  readonly setting: DeliverySettings['github']['uploadSarif'];
  readonly context: DeliveryContext;
}

export interface HandOver {
  /** GitHub's id of the upload; null when nothing was uploaded. */
  readonly id: string | null;
  /** One sentence for the summary; null when there is nothing to say. */
  readonly note: string | null;
}

/**
 * Uploads to code scanning where that is wanted and possible. With `auto`, an upload that cannot be is a
 * warning that names what to change: the job's verdict is about the image. With `true` it is an error.
 */
export async function handToCodeScanning(request: HandOverRequest): Promise<HandOver> {
  const { report, token, setting, context } = request;
  const facts = await readRunFacts(context.env, context.cwd);
  const hasToken = token !== null && token !== '';
  const decision = decideUpload({ setting, verdict: report.verdict.result, hasToken, facts });
  if (decision.kind === 'refuse') {
    throw new SourceError('UPLOAD_IMPOSSIBLE', `nothing was uploaded: ${decision.reason}`, {
      hint: `${decision.hint}.`,
    });
  }
  if (decision.kind === 'skip') {
    const note = `nothing was uploaded: ${decision.reason}.`;
    if (decision.quiet) context.log.debug(note);
    else context.log.info(`Code scanning: ${note}`);
    return { id: null, note: decision.quiet ? null : note };
  }
  try {
    return await upload(request, { ...decision, apiUrl: facts.apiUrl });
  } catch (error) {
    context.signal?.throwIfAborted();
    const failure = toGateError(error);
    if (setting === 'true') throw failure;
    return degraded(failure, context);
  }
}

async function upload(
  { report, sarif, token, context }: HandOverRequest,
  { repository, target, apiUrl }: Pick<UploadRequest, 'repository' | 'target' | 'apiUrl'>,
): Promise<HandOver> {
  const { log, cwd, signal, delay } = context;
  const started = context.now().getTime();
  const { id, status } = await log.group('Uploading to code scanning', () =>
    uploadSarif({
      apiUrl,
      repository,
      token: token ?? '',
      target,
      sarif,
      checkoutUri: pathToFileURL(cwd).href,
      startedAt: report.startedAt,
      signal,
      delay,
    }),
  );
  const took = duration(context.now().getTime() - started);
  if (status === 'complete') log.info(`Uploaded to code scanning in ${took}: ${id}`);
  else log.warn(`Code scanning took the results (${id}) and is still at work on them.`);
  return { id, note: null };
}

function degraded(failure: GateError, { log }: DeliveryContext): HandOver {
  const hint = failure.hint === null ? '' : ` ${failure.hint}`;
  log.warn(`Code scanning: nothing was uploaded: ${failure.message}.${hint} (${failure.code})`);
  return { id: null, note: `nothing was uploaded: ${plain(failure.message, 200)}.${hint}` };
}
