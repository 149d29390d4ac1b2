/** Something that is a secret by its form alone. */
export interface SecretKind {
  readonly id: string;
  /** With its article: `a GitHub token`. */
  readonly name: string;
}

export interface SecretPattern extends SecretKind {
  /** Linear-time, global. When it has a group, the group is the secret. */
  readonly pattern: RegExp;
}

/** Forms that nothing else has: what the issuers document as prefix, alphabet and length. */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  { id: 'private-key', name: 'a private key', pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/gu },
  { id: 'aws-access-key', name: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/gu },
  {
    id: 'aws-secret-key',
    name: 'an AWS secret key',
    pattern:
      /\baws_?secret_?access_?key["']?[ \t]{0,4}[=: ][ \t]{0,4}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/giu,
  },
  {
    id: 'github-token',
    name: 'a GitHub token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60})/gu,
  },
  {
    id: 'gitlab-token',
    name: 'a GitLab token',
    pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|agent|oas|soat|imt)-[A-Za-z0-9_-]{20}/gu,
  },
  {
    id: 'slack-token',
    name: 'a Slack token',
    pattern: /\b(?:xox[abeprs]-[A-Za-z0-9-]{10}|xapp-\d-[A-Z0-9]{8})/gu,
  },
  {
    id: 'slack-webhook',
    name: 'a Slack webhook',
    pattern: /\bhooks\.slack\.com\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/[A-Za-z0-9]{16}/gu,
  },
  { id: 'npm-token', name: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/gu },
  { id: 'pypi-token', name: 'a PyPI token', pattern: /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{40}/gu },
  { id: 'rubygems-key', name: 'a RubyGems key', pattern: /\brubygems_[0-9a-f]{48}\b/gu },
  { id: 'docker-token', name: 'a Docker Hub token', pattern: /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20}/gu },
  { id: 'stripe-key', name: 'a Stripe live key', pattern: /\b[rs]k_live_[A-Za-z0-9]{16}/gu },
  { id: 'google-api-key', name: 'a Google API key', pattern: /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/gu },
  { id: 'sendgrid-key', name: 'a SendGrid key', pattern: /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/gu },
  { id: 'anthropic-key', name: 'an Anthropic key', pattern: /\bsk-ant-[a-z]{3,8}\d\d-[A-Za-z0-9_-]{40}/gu },
  {
    id: 'openai-key',
    name: 'an OpenAI key',
    pattern: /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,180}T3BlbkFJ[A-Za-z0-9_-]{20}/gu,
  },
  { id: 'hugging-face-token', name: 'a Hugging Face token', pattern: /\bhf_[A-Za-z]{34}\b/gu },
  { id: 'digitalocean-token', name: 'a DigitalOcean token', pattern: /\bdo[opr]_v1_[0-9a-f]{64}\b/gu },
  { id: 'vault-token', name: 'a Vault token', pattern: /\bhv[sbr]\.[A-Za-z0-9_-]{24}/gu },
  { id: 'azure-storage-key', name: 'an Azure storage key', pattern: /\bAccountKey=([A-Za-z0-9+/]{86}==)/gu },
  {
    id: 'telegram-token',
    name: 'a Telegram bot token',
    pattern: /\b\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/gu,
  },
  { id: 'atlassian-token', name: 'an Atlassian token', pattern: /\bATATT3[A-Za-z0-9_=-]{60}/gu },
  { id: 'age-key', name: 'an age key', pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b/gu },
];
