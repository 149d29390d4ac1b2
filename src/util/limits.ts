import type { Limit } from './limit.ts';
import { TRUST_LIMITS } from './limits-trust.ts';

const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/**
 * How much of a hostile thing is read. Every limit has a name, a unit and a reason; docs/limits.md is made
 * from this table. Reaching one is an error or an unknown, never a silent cut.
 */
export const LIMITS = {
  manifestBytes: {
    value: 4 * MiB,
    unit: 'bytes',
    why: 'image manifests and indexes; registries refuse larger ones',
  },
  configBytes: { value: 8 * MiB, unit: 'bytes', why: 'image configuration with its history' },
  errorBodyBytes: {
    value: 64 * KiB,
    unit: 'bytes',
    why: 'the body of an HTTP error is read for its message only',
  },
  layerBytes: { value: 100 * GiB, unit: 'bytes', why: 'inflated bytes of one layer' },
  imageBytes: { value: 200 * GiB, unit: 'bytes', why: 'inflated bytes of all layers' },
  inflateRatio: {
    value: 200,
    unit: 'times',
    why: 'a compressed layer that inflates to more, past the first GiB, is a bomb',
  },
  layers: { value: 1000, unit: 'layers', why: 'container runtimes stop at 127; some builders go further' },
  entries: { value: 5_000_000, unit: 'entries', why: 'tar entries of one layer' },
  pathBytes: { value: 64 * KiB, unit: 'bytes', why: 'one path in a tar; Linux stops at 4 KiB' },
  inflateRatioFrom: {
    value: 1 * GiB,
    unit: 'bytes',
    why: 'the inflate ratio is not looked at before this much has come out: small zeros compress well',
  },
  records: { value: 500_000, unit: 'files', why: 'package files of one layer; they are kept until the end' },
  links: {
    value: 1_000_000,
    unit: 'links',
    why: 'links and whiteouts of one layer; they are kept until the end',
  },
  packageFileBytes: {
    value: 4 * MiB,
    unit: 'bytes',
    why: 'the manifest of one package, such as package.json',
  },
  packageDatabaseBytes: {
    value: 64 * MiB,
    unit: 'bytes',
    why: 'the database of a package manager; a full desktop has some 10 MiB',
  },
  lockFileBytes: {
    value: 16 * MiB,
    unit: 'bytes',
    why: 'one lock file of a language; large ones have 3 MiB',
  },
  javaArchiveBytes: {
    value: 512 * MiB,
    unit: 'bytes',
    why: 'one Java archive; it is held in memory while it is read',
  },
  javaInflatedBytes: {
    value: 1 * GiB,
    unit: 'bytes',
    why: 'all that is read of one Java archive and of those inside it',
  },
  javaEntries: { value: 500_000, unit: 'entries', why: 'files in one Java archive' },
  javaDepth: { value: 4, unit: 'levels', why: 'Java archives inside each other, the outermost one counted' },
  programBytes: { value: 1 * GiB, unit: 'bytes', why: 'one program or shared library' },
  programMemoryBytes: {
    value: 8 * MiB,
    unit: 'bytes',
    why: 'a larger program is held in a temporary file while it is read',
  },
  rpmDatabaseBytes: {
    value: 512 * MiB,
    unit: 'bytes',
    why: 'the RPM database, which holds every file name; a full desktop has some 200 MiB',
  },
  notableFileBytes: {
    value: 1 * MiB,
    unit: 'bytes',
    why: 'small files that checks read, such as etc/passwd',
  },
  paxBytes: { value: 1 * MiB, unit: 'bytes', why: 'one PAX or GNU long-name record' },
  archiveEntries: {
    value: 20_000,
    unit: 'entries',
    why: 'files in a saved image, without what is inside its layers',
  },
  archiveJsonBytes: { value: 4 * MiB, unit: 'bytes', why: 'manifest.json and index.json of a saved image' },
  buildLineBytes: {
    value: 16 * MiB,
    unit: 'bytes',
    why: 'one message of a build or pull of the Docker daemon',
  },
  buildTailLines: { value: 30, unit: 'lines', why: 'last lines of a failed build shown in its error' },
  linkDepth: { value: 40, unit: 'links', why: 'symbolic links followed for one path; Linux stops at 40' },
  indexDepth: { value: 4, unit: 'levels', why: 'image indexes inside image indexes' },
  redirects: { value: 5, unit: 'redirects', why: 'HTTP redirects followed for one request' },
  httpHeadersMs: {
    value: 60_000,
    unit: 'milliseconds',
    why: 'until the headers of an HTTP answer are there',
  },
  httpIdleMs: { value: 60_000, unit: 'milliseconds', why: 'silence in the body of an HTTP answer' },
  httpTries: { value: 5, unit: 'tries', why: 'of one HTTP request, the first one counted' },
  retryWaitMs: {
    value: 60_000,
    unit: 'milliseconds',
    why: 'one wait before another try, whatever Retry-After asks for',
  },
  blobResumes: {
    value: 100,
    unit: 'resumes',
    why: 'of one blob; a server that hands out a few bytes at a time must not hold the gate for ever',
  },
  tokenBytes: { value: 1 * MiB, unit: 'bytes', why: 'the answer of a token service' },
  dockerConfigBytes: { value: 4 * MiB, unit: 'bytes', why: "Docker's config.json" },
  credentialHelperBytes: { value: 1 * MiB, unit: 'bytes', why: 'the answer of a credential helper' },
  credentialHelperMs: { value: 60_000, unit: 'milliseconds', why: 'a credential helper may ask its cloud' },
  advisoryAnswerBytes: {
    value: 64 * MiB,
    unit: 'bytes',
    why: 'one answer of an advisory host; the OSV API stops at 32 MiB',
  },
  advisoryRecordBytes: {
    value: 16 * MiB,
    unit: 'bytes',
    why: 'one advisory; the largest list every version of a kernel',
  },
  advisoryRecords: { value: 5_000_000, unit: 'records', why: 'files in one archive of advisories' },
  advisoryDirectoryBytes: {
    value: 1 * GiB,
    unit: 'bytes',
    why: 'the list of files of one archive of advisories',
  },
  advisoryInflatedBytes: {
    value: 64 * GiB,
    unit: 'bytes',
    why: 'inflated bytes of one archive of advisories',
  },
  bundleManifestBytes: {
    value: 64 * MiB,
    unit: 'bytes',
    why: 'the manifest of an advisory bundle; it names at most some thousand shards',
  },
  bundleBytes: { value: 2 * GiB, unit: 'bytes', why: 'one advisory bundle; all of OSV has some 30 MiB' },
  bundlePartBytes: {
    value: 256 * MiB,
    unit: 'bytes',
    why: 'one shard of an advisory bundle; large ecosystems are split at a few MiB',
  },
  bundlePartInflated: { value: 512 * MiB, unit: 'bytes', why: 'the same, inflated' },
  bundleUnreadable: {
    value: 1000,
    unit: 'records',
    why: 'advisories that cannot be read when a bundle is built; with more, the export is broken',
  },
  feedBytes: { value: 64 * MiB, unit: 'bytes', why: 'a feed such as EPSS; its file has some 2 MiB' },
  feedInflatedBytes: { value: 256 * MiB, unit: 'bytes', why: 'the same, inflated; EPSS has some 10 MiB' },
  bundleDownloadBytes: {
    value: 4 * GiB,
    unit: 'bytes',
    why: 'one export of OSV that is downloaded; the largest has some hundred MiB',
  },
  advisoryBatch: { value: 1000, unit: 'queries', why: 'the OSV API refuses more in one call' },
  advisoryPages: {
    value: 100,
    unit: 'pages',
    why: 'answers to one query; the OSV API gives 1,000 ids a page',
  },
  advisoryIds: {
    value: 200_000,
    unit: 'records',
    why: 'different advisories fetched for one image; a real one has a few thousand',
  },
  vexBytes: { value: 16 * MiB, unit: 'bytes', why: 'a VEX document' },
  sbomBytes: {
    value: 256 * MiB,
    unit: 'bytes',
    why: 'one SBOM; those that list every file of a large image have some 100 MiB',
  },
  sbomDepth: { value: 64, unit: 'levels', why: 'objects and lists inside each other in an SBOM' },
  sbomComponents: { value: 1_000_000, unit: 'components', why: 'components and packages of one SBOM' },
  sbomUnknowns: {
    value: 1000,
    unit: 'unknowns',
    why: 'things in one SBOM that cannot be judged, told one by one; the rest is counted',
  },
  lintFiles: {
    value: 20_000,
    unit: 'files',
    why: 'Dockerfiles linted in one run; a wrong pattern finds more',
  },
  lintFixRounds: {
    value: 20,
    unit: 'rounds',
    why: 'fixes of fixes; a file that is not done then is left as it is',
  },
  patchCells: { value: 4_000_000, unit: 'cells', why: 'lines times lines compared for one patch' },
  engineMs: { value: 60_000, unit: 'milliseconds', why: 'one answer of a program such as ShellCheck' },
  engineBytes: { value: 16 * MiB, unit: 'bytes', why: 'one answer of a program such as ShellCheck' },
  dockerfileBytes: { value: 1 * MiB, unit: 'bytes', why: 'one Dockerfile' },
  dockerfileProblems: {
    value: 100,
    unit: 'problems',
    why: 'syntax problems reported for one Dockerfile; a file with more is not a Dockerfile',
  },
  shellBytes: { value: 256 * KiB, unit: 'characters', why: 'one RUN script that is parsed' },
  shellDepth: { value: 8, unit: 'levels', why: 'scripts inside scripts (`sh -c "sh -c …"`)' },
  shellSubstitutions: {
    value: 2 * MiB,
    unit: 'characters',
    why: 'all `$(…)` of one RUN script; one inside another counts again',
  },
  shellCommands: { value: 50_000, unit: 'commands', why: 'commands of one RUN script' },
  variableDepth: { value: 64, unit: 'levels', why: 'variables inside the default of a variable' },
  variableLength: {
    value: 64 * KiB,
    unit: 'characters',
    why: 'one Dockerfile word with its variables filled in; doubling a value in each line is a bomb',
  },
  variableTotal: { value: 16 * MiB, unit: 'characters', why: 'all ARG and ENV values of one Dockerfile' },
  variablePattern: {
    value: 4_000_000,
    unit: 'steps',
    why: 'a pattern in a variable (`${V%p}`): length of the value times length of the pattern',
  },
  configFileBytes: { value: 1 * MiB, unit: 'bytes', why: '.image-gate.yaml, and .hadolint.yaml' },
  contextEntries: {
    value: 500_000,
    unit: 'entries',
    why: 'files and folders of a build context that are looked at for secrets',
  },
  contextDepth: { value: 64, unit: 'levels', why: 'folders inside folders of a build context' },
  contextFileBytes: {
    value: 256 * KiB,
    unit: 'bytes',
    why: 'a file of a build context that may hold a secret; keys and settings are smaller',
  },
  advicePackages: {
    value: 2000,
    unit: 'packages',
    why: 'OS packages among which ones to remove are looked for; above it, none are named',
  },
  adviceRelations: {
    value: 20_000,
    unit: 'relations',
    why: 'what those packages need of each other; 550 packages of Debian have 1,200',
  },
  sarifResults: {
    value: 5000,
    unit: 'results',
    why: 'code scanning shows no more of one upload; the worst are kept, and the cut is said',
  },
  sarifGzipBytes: {
    value: 10_000_000,
    unit: 'bytes',
    why: 'code scanning refuses a larger compressed upload',
  },
  sarifText: { value: 1024, unit: 'characters', why: 'code scanning cuts longer rule descriptions' },
  sarifRuleName: { value: 255, unit: 'characters', why: 'code scanning cuts longer rule names' },
  sarifTags: { value: 10, unit: 'tags', why: 'code scanning keeps no more tags of one rule' },
  sarifHelpRows: { value: 50, unit: 'rows', why: 'packages or addresses listed in the help of one rule' },
  summaryBytes: { value: 1024 * KiB, unit: 'bytes', why: 'GitHub refuses a larger job summary of one step' },
  outputBytes: { value: 1_000_000, unit: 'bytes', why: 'GitHub refuses larger outputs of one action' },
  annotations: { value: 10, unit: 'annotations', why: 'GitHub shows no more errors of one step' },
  apiAnswerBytes: { value: 1 * MiB, unit: 'bytes', why: "an answer of GitHub's API to an upload" },
  eventBytes: { value: 32 * MiB, unit: 'bytes', why: 'the file with the event that started the workflow' },
  ...TRUST_LIMITS,
} as const satisfies Record<string, Limit>;

export type { Limit } from './limit.ts';
