import { z } from 'zod';
import { SourceError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { readErrorText } from '../../util/http.ts';

const bodySchema = z.object({ message: z.string() });
const NOT_ENABLED = /must be enabled|not enabled|is disabled/iu;
const RATE_LIMIT = /rate limit/iu;

const PERMISSIONS =
  'Give the job `permissions: security-events: write`, and in a private repository also `contents: read` and ' +
  '`actions: read`.';

/** A refusal of the code-scanning API in our words: what it means, and which line of the workflow to change. */
export async function answerError(response: Response): Promise<SourceError> {
  const said = message(await readErrorText(response));
  const { status } = response;
  const text = `${String(status)}${said === '' ? '' : `: ${said}`}`;
  if (status === 403 && NOT_ENABLED.test(said)) {
    return error(
      'UPLOAD_NOT_ENABLED',
      `code scanning is not switched on in this repository (${text})`,
      ENABLE,
    );
  }
  if (status === 429 || (status === 403 && RATE_LIMIT.test(said))) {
    return error('UPLOAD_UNAVAILABLE', `GitHub asks to wait (${text})`, 'Run the job again later.');
  }
  if (status === 403)
    return error('UPLOAD_FORBIDDEN', `the token may not upload to code scanning (${text})`, PERMISSIONS);
  if (status === 404) {
    return error(
      'UPLOAD_NOT_FOUND',
      `the token does not see code scanning in this repository (${text})`,
      `${PERMISSIONS} GitHub Enterprise Server must have code scanning switched on.`,
    );
  }
  if (status === 401) return error('UPLOAD_UNAUTHORIZED', `the token is not valid (${text})`, TOKEN);
  if (status === 413)
    return error('UPLOAD_TOO_LARGE', `the SARIF file is too large for code scanning (${text})`, SMALLER);
  if (status >= 500)
    return error(
      'UPLOAD_UNAVAILABLE',
      `code scanning does not work just now (${text})`,
      'Run the job again later.',
    );
  return error('UPLOAD_REJECTED', `code scanning did not take the SARIF file (${text})`, REJECTED);
}

const ENABLE =
  'Switch on Code Security in the settings of the repository (public repositories have it), or set upload-sarif: false.';
const TOKEN = 'Set the input token to ${{ github.token }}.';
const SMALLER = 'Use fewer checks in one run, or set upload-sarif: false and keep the file.';
const REJECTED = 'This may be a fault of Image Gate: please report it with the SARIF file.';

function error(code: string, text: string, hint: string): SourceError {
  return new SourceError(code, text, { hint });
}

function message(body: string): string {
  try {
    const parsed = bodySchema.safeParse(JSON.parse(body));
    return parsed.success ? plain(parsed.data.message, 500) : '';
  } catch {
    return '';
  }
}
