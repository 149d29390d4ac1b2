/** File names that hold secrets by custom. */
// prettier-ignore
const NAMES = new Set([
  '.env', '.npmrc', '.pypirc', '.netrc', '_netrc', '.git-credentials', '.dockercfg', '.pgpass', '.htpasswd',
  'id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519', 'kubeconfig', 'terraform.tfstate', 'credentials.json',
  '.git', '.aws', '.ssh', '.gnupg', '.azure', '.kube', '.gcloud',
]);

/** Paths of which one name says nothing. */
const PATHS =
  /(?:^|\/)(?:\.docker\/config\.json|\.aws\/(?:credentials|config)|\.kube\/config|\.git\/.*|\.ssh\/id_\w+|\.gnupg\/.*)$/u;
const DOT_ENV = /^\.env\.(?!example$|sample$|template$|dist$|defaults?$|test$|ci$|schema$)[\w.-]+$/u;
const KEY_FILE =
  /(?:\.(?:key|p12|pfx|jks|keystore|ovpn|ppk|kdbx)|(?:^|[._-])(?:priv|private|key|privkey)(?:[._-]\w+)?\.pem)$/iu;
const PUBLIC = /(?:^|[._-])(?:pub|public)(?:[._-]|$)/iu;

/** True for the path of a file or folder that holds secrets by custom; a path may hold wildcards. */
export function isSecretPath(path: string): boolean {
  const trimmed = path.replace(/\/+$/u, '');
  const name = trimmed.slice(trimmed.lastIndexOf('/') + 1);
  if (NAMES.has(name) || PATHS.test(trimmed) || DOT_ENV.test(name)) return true;
  return KEY_FILE.test(name) && !PUBLIC.test(name);
}
