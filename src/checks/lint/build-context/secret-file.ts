import { isSecretPath } from '../secret-path.ts';
import { isPlaceholder, secretsIn } from '../../secret-values.ts';
import { secretLikeness } from '../../secret-names.ts';
import type { ContextSecret } from './view.ts';

type Judgement = Pick<ContextSecret, 'what' | 'severity'>;

/** How a file is judged: by its name alone, or by what is in it. */
interface FileKind {
  readonly path: RegExp;
  readonly judge: (text: string) => Judgement | null;
}

const PRIVATE_KEY = /PRIVATE KEY|\(private-key|^PuTTY-User-Key-File/mu;
const NPM_SECRET = /^[^#;\n]{0,300}(?:_authToken|_auth|_password)[ \t]*=[ \t]*"?([^\s"]{1,400})/gmu;
const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]{0,200})[ \t]*=[ \t]*(.{0,2000})$/gmu;
const GIT_SECRET = /^[ \t]*extraheader[ \t]*=[ \t]*authorization:/imu;
const QUOTES = /^(["'])(.*)\1$/su;
const PASSWORD_LINE = /^[^#\n]{0,400}\bpassword[ \t]*[ =:][ \t]*\S/imu;
const REGISTRY_LOGIN = /"(?:auth|identitytoken|password)"\s*:\s*"[^"]/u;
const CLUSTER_LOGIN = /(?:client-key-data|token|password):[ \t]*\S/u;
const CLOUD_LOGIN = /aws_secret_access_key|aws_session_token/iu;
const SERVICE_LOGIN = /"(?:private_key|client_secret|refresh_token)"\s*:\s*"[^"]/u;
const NOT_EMPTY = /\S/u;

/** The first that fits counts; other secret files are judged by their names. */
const KINDS: readonly FileKind[] = [
  { path: /(?:^|\/)\.git\/config$/u, judge: gitFolder },
  { path: /(?:^|\/)\.npmrc$/u, judge: npmSettings },
  { path: /(?:^|\/)\.env(?:\.[\w.-]+)?$/u, judge: environmentFile },
  {
    path: /(?:^|\/)(?:\.docker\/config\.json|\.dockercfg)$/u,
    judge: holds(REGISTRY_LOGIN, 'a registry login'),
  },
  { path: /(?:^|\/)(?:\.kube\/config|kubeconfig)$/u, judge: holds(CLUSTER_LOGIN, 'a cluster login') },
  { path: /(?:^|\/)\.aws\/(?:credentials|config)$/u, judge: holds(CLOUD_LOGIN, 'a cloud login') },
  { path: /(?:^|\/)credentials\.json$/u, judge: holds(SERVICE_LOGIN, 'a service login') },
  { path: /(?:^|\/)(?:\.pypirc|\.netrc|_netrc)$/u, judge: holds(PASSWORD_LINE, 'a password') },
  { path: /(?:^|\/)(?:\.git-credentials|\.pgpass|\.htpasswd)$/u, judge: holds(NOT_EMPTY, 'a password') },
  {
    path: /\.(?:pem|key|ppk)$|(?:^|\/)id_\w+$|(?:^|\/)\.(?:ssh|gnupg)\//iu,
    judge: holds(PRIVATE_KEY, 'a private key'),
  },
  { path: /\.(?:jks|keystore)$/iu, judge: () => ({ what: 'a key store', severity: 'medium' }) },
];
const TEST_FOLDER = /(?:^|\/)(?:tests?|testdata|fixtures?|examples?|samples?|__tests__|spec|mocks?)\//iu;
const GIT_POINTER = /(?:^|\/)\.git$/u;
const PUBLIC = /\.pub$|truststore/iu;

/** True for a file that may hold a secret, by its path: then what is in it decides. */
export function isCandidate(path: string): boolean {
  // As a file, `.git` only says where the repository is.
  if (PUBLIC.test(path) || GIT_POINTER.test(path)) return false;
  return (
    isSecretPath(path) ||
    /\.pem$/iu.test(path) ||
    (/(?:^|\/)\.ssh\//u.test(path) && !path.endsWith('/config'))
  );
}

/**
 * What secret a candidate holds, or null. `text` null: it could not be read whole, and its name decides.
 * Files of tests are `medium`: their keys are mostly made for them.
 */
export function judgeFile(path: string, text: string | null): ContextSecret | null {
  const kind = KINDS.find((item) => item.path.test(path));
  const byName: Judgement = { what: 'a file that holds secrets by custom', severity: 'high' };
  const judged = kind === undefined || text === null ? byName : kind.judge(text);
  if (judged === null) return null;
  return { path, what: judged.what, severity: TEST_FOLDER.test(path) ? 'medium' : judged.severity };
}

function holds(pattern: RegExp, what: string): (text: string) => Judgement | null {
  return (text) => (pattern.test(text) ? { what, severity: 'high' } : null);
}

function gitFolder(text: string): Judgement {
  const hasLogin = GIT_SECRET.test(text) || secretsIn(text).length > 0;
  return hasLogin
    ? { what: "the repository's history, and a login to it", severity: 'high' }
    : { what: "the repository's history", severity: 'medium' };
}

function npmSettings(text: string): Judgement | null {
  for (const [, value = ''] of text.matchAll(NPM_SECRET)) {
    if (!isPlaceholder(value)) return { what: 'a registry token', severity: 'high' };
  }
  return null;
}

/** An environment file without a secret that we know as one still says much about the place it is for. */
function environmentFile(text: string): Judgement | null {
  if (!NOT_EMPTY.test(text)) return null;
  const hasSecret =
    secretsIn(text).length > 0 ||
    Array.from(text.matchAll(ASSIGNMENT)).some(
      ([, name = '', value = '']) => secretLikeness(name, value.trim().replace(QUOTES, '$2')) === 'literal',
    );
  return { what: 'an environment file', severity: hasSecret ? 'high' : 'medium' };
}
