import { adviceOn } from './advice.ts';
import { checkHardening } from './checks/hardening/check.ts';
import { createLocator, type Locate } from './checks/locate.ts';
import { checkSignatures } from './checks/signatures/check.ts';
import type { Judged, VerifyContext } from './checks/signatures/judged.ts';
import { openAdvisories, type OpenAdvisoriesOptions } from './checks/vulnerabilities/advisories/open.ts';
import type { AdvisorySource } from './checks/vulnerabilities/advisories/source.ts';
import { checkVulnerabilities } from './checks/vulnerabilities/check.ts';
import { openFeeds } from './checks/vulnerabilities/feeds/open.ts';
import { conclude } from './conclude.ts';
import { decided } from './decisions.ts';
import type { Dockerfile } from './dockerfile/dockerfile.ts';
import { readDockerfile } from './dockerfile/read.ts';
import type { Image } from './image/image.ts';
import type { Inventory } from './inventory/inventory.ts';
import { takeInventory } from './inventory/take.ts';
import { newLinter } from './lint/linter.ts';
import { NO_LOCATION, type FindingLocation } from './model/finding.ts';
import type { AdvisorySourceInfo, Report, Subject } from './model/report.ts';
import type { ImageTrust } from './model/signature.ts';
import type { CheckId, Settings } from './settings/settings.ts';
import { readSbomFile } from './sbom/read.ts';
import { Steps } from './steps.ts';
import { openingTitle, openSubject, requestedOf, subjectOf, tempDirOf } from './subject.ts';
import { examineBases, pinned, verifyContextOf, type TrustInput } from './trust.ts';
import type { Logger } from './util/log.ts';
import { readVexFiles } from './vex/read.ts';

/** What the gate takes from the world around it, so that nothing here reads a global. */
export interface GateContext {
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly version: string;
  readonly now: () => Date;
}

interface Run {
  readonly settings: Settings;
  readonly context: GateContext;
  readonly steps: Steps;
  readonly dockerfile: Dockerfile | null;
  readonly advisories: AdvisorySourceInfo[];
  /** What was opened to look the vulnerabilities up. */
  readonly sources: AdvisorySource[];
  /** For signatures; names that it resolved stay resolved. */
  readonly verify: VerifyContext;
  readonly signatures: ImageTrust[];
  /** What trusted authorities state about the image. */
  readonly accepted: Judged[];
}

interface Examined {
  readonly subject: Subject;
  readonly inventory: Inventory | null;
  /** Closed: what it says of itself is left. Null for an SBOM. */
  readonly image: Image | null;
}

/**
 * The whole pipeline, cheap and early first: lint, trust of the base images, build or pull, inventory,
 * vulnerabilities, hardening, trust of the image, verdict. Whatever fails ends as a step that is not complete.
 * `verify` is for a caller who looks at signatures as well: what was asked is then not asked again.
 * Throws `InputError` for the caller's mistakes and the signal's reason when aborted, nothing else.
 */
export async function runGate(
  settings: Settings,
  context: GateContext,
  verify: VerifyContext = verifyContextOf(settings, context),
): Promise<Report> {
  const startedAt = context.now().toISOString();
  const steps = new Steps(context.log, context.signal);
  const dockerfile =
    settings.dockerfile === null ? null : await readDockerfile(settings.dockerfile, context.cwd);
  for (const note of settings.trustNotes) context.log.warn(note);
  // First, so that a wrong document is told before anything is built.
  const statements = await readVexFiles(settings.vex, context.cwd);
  const run: Run = {
    settings,
    context,
    steps,
    dockerfile,
    verify,
    advisories: [],
    sources: [],
    signatures: [],
    accepted: [],
  };

  await lint(run);
  const examined = await examine(run);
  const { subject = null, image = null } = examined ?? {};
  const findings = await decided({
    ...run,
    context: verify,
    findings: steps.findings,
    statements,
    subject,
    image,
  });

  const about = {
    startedAt,
    requested: settings.source === null ? null : requestedOf(settings.source),
    subject: examined?.subject ?? null,
    dockerfile: dockerfile?.path ?? null,
    components: examined?.inventory?.components ?? [],
    advisories: run.advisories,
    signatures: run.signatures,
    advice: await adviceOn({ ...run, findings, examined, choice: choice(run) }),
  };
  return conclude({ steps, policy: settings.policy, context, about, findings });
}

async function lint(run: Run): Promise<void> {
  const { settings, context, steps, dockerfile } = run;
  if (!settings.checks.includes('lint')) return steps.skip('lint', NOT_ASKED);
  if (dockerfile === null) return steps.skip('lint', 'no Dockerfile was given');
  // Only a build has a context.
  const folder = settings.source?.kind === 'build' ? settings.source.context : null;
  await steps.run('lint', 'Linting the Dockerfile', async () =>
    newLinter(settings, context)({ dockerfile, folder, ...choice(run) }),
  );
}

async function examine(run: Run): Promise<Examined | null> {
  const { settings, steps } = run;
  const { source } = settings;
  if (source === null || !needsImage(settings)) {
    return withoutImage(run, source === null ? 'only the Dockerfile was examined' : NOT_ASKED);
  }
  if (source.kind === 'sbom') return examineSbom(run, source.path);
  const bases =
    source.kind === 'build'
      ? await examineBases({ ...run, ...trustInput(run) })
      : { isTrusted: true, pins: [] };
  if (!bases.isTrusted) {
    return withoutImage(run, 'not built: an image that the Dockerfile names is not trusted');
  }
  const opened = await steps.run('image', openingTitle(source), async () => ({
    image: await openSubject(source, settings, {
      ...run.context,
      ...pinned(trustInput(run), bases.pins),
    }),
    unknowns: [],
  }));
  if (opened === null) {
    for (const id of ['inventory', ...IMAGE_CHECKS] as const) {
      if (id === 'inventory' ? needsInventory(settings) : settings.checks.includes(id))
        steps.notReached(id, 'image');
      else steps.skip(id, NOT_ASKED);
    }
    return null;
  }
  try {
    return await examineImage(run, opened.image);
  } finally {
    await opened.image.close();
  }
}

/** An SBOM says what an image holds, and nothing of how it is configured or signed. */
async function examineSbom(run: Run, path: string): Promise<Examined | null> {
  const { settings, context, steps } = run;
  const { checks } = settings;
  steps.skip('image', NO_IMAGE);
  const read = checks.includes('vulnerabilities')
    ? await steps.run('inventory', openingTitle({ kind: 'sbom', path }), async () => {
        const sbom = await readSbomFile(path, context.cwd);
        return { ...sbom, unknowns: sbom.inventory.unknowns };
      })
    : null;
  if (!checks.includes('vulnerabilities')) steps.skip('inventory', NOT_ASKED);
  await vulnerabilities(run, read?.inventory ?? null, withoutLayers);
  steps.skip('hardening', checks.includes('hardening') ? NO_IMAGE : NOT_ASKED);
  // What the Dockerfile names can be judged without the image.
  await signatures(run, null);
  return read === null ? null : { subject: read.subject, inventory: read.inventory, image: null };
}

const NO_IMAGE = 'an SBOM is examined, not an image';

function withoutLayers(path: string | null): FindingLocation {
  return { ...NO_LOCATION, path };
}

async function vulnerabilities(run: Run, inventory: Inventory | null, locate: Locate): Promise<void> {
  const { settings, context, steps } = run;
  const { log, signal } = context;
  if (!settings.checks.includes('vulnerabilities')) return steps.skip('vulnerabilities', NOT_ASKED);
  if (inventory === null) return steps.notReached('vulnerabilities', 'inventory');
  await steps.run('vulnerabilities', 'Looking up advisories', async () => {
    const opened = await openAdvisories(settings.advisories.sources, advisoryOptions(run));
    run.sources.push(...opened);
    const { feeds, requiredFeeds } = openFeeds(opened, {
      ...settings.advisories,
      ...settings.policy,
      cwd: context.cwd,
      now: context.now(),
    });
    const result = await checkVulnerabilities({
      inventory,
      sources: opened,
      feeds,
      requiredFeeds,
      locate,
      log,
      signal,
    });
    run.advisories.push(...result.advisories);
    return result;
  });
}

function advisoryOptions({ settings, context }: Run): OpenAdvisoriesOptions {
  const { osvUrl, publicKey, maxAge } = settings.advisories;
  const { log, cwd, env } = context;
  return {
    osvUrl,
    cacheDir: settings.cache,
    log,
    cwd,
    trust: { publicKeyPem: publicKey, maxAge, now: context.now() },
    registry: { insecureRegistries: settings.insecureRegistries, env, tempDir: tempDirOf(env) },
  };
}

async function withoutImage(run: Run, reason: string): Promise<null> {
  for (const id of ['image', 'inventory', 'vulnerabilities', 'hardening'] as const)
    run.steps.skip(id, reason);
  await signatures(run, null);
  return null;
}

async function examineImage(run: Run, image: Image): Promise<Examined> {
  const { settings, context, steps, dockerfile } = run;
  const locate = createLocator({ image, dockerfile, ...choice(run) });
  const { log, signal } = context;

  const inventory = needsInventory(settings)
    ? await steps.run('inventory', 'Reading the layers', async () =>
        takeInventory(image, {
          log,
          signal,
          tempDir: tempDirOf(context.env),
          ownPrograms: settings.ownPrograms,
        }),
      )
    : null;
  if (!needsInventory(settings)) steps.skip('inventory', NOT_ASKED);

  await vulnerabilities(run, inventory, locate);
  if (!settings.checks.includes('hardening')) steps.skip('hardening', NOT_ASKED);
  else if (inventory === null) steps.notReached('hardening', 'inventory');
  else {
    await steps.run('hardening', 'Checking the configuration', async () =>
      checkHardening({ image, inventory, dockerfile, locate, now: context.now(), ...choice(run) }),
    );
  }
  await signatures(run, image);
  return { subject: subjectOf(image, inventory?.os ?? null), inventory, image };
}

async function signatures(run: Run, image: Image | null): Promise<void> {
  const { settings, steps } = run;
  if (!settings.checks.includes('signatures')) return steps.skip('signatures', NOT_ASKED);
  const result = await steps.run('signatures', 'Checking who made the image', async () =>
    checkSignatures({ ...trustInput(run), subject: image }),
  );
  run.signatures.push(...(result?.signatures ?? []));
  run.accepted.push(...(result?.statements ?? []));
}

const NOT_ASKED = 'not asked for';
const IMAGE_CHECKS = ['vulnerabilities', 'hardening', 'signatures'] as const satisfies CheckId[];

function needsImage({ checks }: Settings): boolean {
  return IMAGE_CHECKS.some((id) => checks.includes(id));
}

function needsInventory({ checks }: Settings): boolean {
  return checks.includes('vulnerabilities') || checks.includes('hardening');
}

function trustInput(run: Run): TrustInput {
  const { trust, platform } = run.settings;
  return { trust, platform, dockerfile: run.dockerfile, context: run.verify, ...choice(run) };
}

interface Choice {
  readonly target: string | null;
  readonly buildArgs: ReadonlyMap<string, string>;
}

/** What the builder would build: `NAME` without a value takes it from the environment, as docker does. */
function choice({ settings, context }: Run): Choice {
  const buildArgs = new Map<string, string>();
  for (const arg of settings.source?.kind === 'build' ? settings.source.buildArgs : []) {
    const at = arg.indexOf('=');
    const value = at < 0 ? context.env[arg] : arg.slice(at + 1);
    if (value !== undefined) buildArgs.set(at < 0 ? arg : arg.slice(0, at), value);
  }
  return { target: targetOf(settings), buildArgs };
}

function targetOf({ source }: Settings): string | null {
  return source?.kind === 'build' ? source.target : null;
}
