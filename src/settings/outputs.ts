/** The outputs of the action, by name, with their descriptions: action.yml and docs/settings.md are made from it. */
export const OUTPUTS = {
  verdict: '`pass`, `fail` or `incomplete`.',
  digest: 'Digest of the manifest of the image that was examined; empty when its source has none.',
  'image-id':
    'Digest of the configuration of the image that was examined: what `docker images` calls its id.',
  critical: 'Number of findings of severity critical.',
  high: 'Number of findings of severity high.',
  medium: 'Number of findings of severity medium.',
  low: 'Number of findings of severity low.',
  info: 'Number of findings of severity info.',
  unknown: 'Number of findings of unknown severity.',
  vulnerability: 'Number of vulnerabilities.',
  lint: 'Number of findings in the Dockerfile.',
  hardening: 'Number of findings in the configuration and the files of the image.',
  signature: 'Number of images and references that are not trusted.',
  blocking: 'JSON list of the findings that block.',
  'sarif-file': 'Path of the SARIF file.',
  'sarif-id': 'Id of the upload to code scanning; empty when nothing was uploaded.',
  category: 'Category of the SARIF file in code scanning.',
  'report-file': 'Path of the JSON report.',
  'sbom-file':
    'Path of the SBOM: the one that `reports` asks for, else CycloneDX; empty when no image was examined.',
  'summary-file': 'Path of the summary as Markdown.',
} as const satisfies Readonly<Record<string, string>>;

export type OutputName = keyof typeof OUTPUTS;
