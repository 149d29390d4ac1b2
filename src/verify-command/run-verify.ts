import { checkSignatures } from '../checks/signatures/check.ts';
import { conclude } from '../conclude.ts';
import { runGate, type GateContext } from '../gate.ts';
import type { Image } from '../image/image.ts';
import { InternalError } from '../model/errors.ts';
import { parseReference } from '../model/reference.ts';
import type { Report } from '../model/report.ts';
import type { ImageTrust } from '../model/signature.ts';
import type { ReferenceSource } from '../model/source.ts';
import type { Settings } from '../settings/settings.ts';
import { Steps, type StepYield } from '../steps.ts';
import { openingTitle, openSubject, requestedOf, subjectOf } from '../subject.ts';
import { verifyContextOf } from '../trust.ts';
import { discoverEvidence } from './discover.ts';
import { withUnasked } from './with-unasked.ts';

/**
 * `image-gate verify`: the gate with the check of signatures alone. Without a rule that says who must have signed,
 * what is found is listed, and the verdict is incomplete whatever it is.
 * Throws `InputError` for the caller's mistakes, and the signal's reason when aborted.
 */
export async function runVerify(settings: Settings, context: GateContext): Promise<Report> {
  const { trust, source } = settings;
  // Who asks who made an image is not content with a rule that asks nobody.
  if (trust !== null && trust.rules.length > 0) {
    return judge({ ...settings, trust: { ...trust, unmatched: 'deny' } }, context);
  }
  if (source?.kind !== 'image') {
    throw new InternalError('INTERNAL_NO_SOURCE', 'the verify command has no image');
  }
  return list(source, settings, context);
}

async function judge(settings: Settings, context: GateContext): Promise<Report> {
  const verify = verifyContextOf(settings, context);
  const report = await runGate(settings, context, verify);
  const complete = report.signatures.map((image) => withUnasked(image, settings.platform, verify));
  const signatures = await Promise.all(complete);
  return { ...report, signatures, finishedAt: context.now().toISOString() };
}

const REASON = 'only signatures were asked for';
const NO_POLICY = 'no trust policy: give --key, --certificate-identity or trust.rules (docs/trust.md)';
const NOTE =
  'Nothing here is verified. Say who must have signed with --key <file>, with --certificate-identity and ' +
  '--certificate-oidc-issuer, or with trust.rules in .image-gate.yaml.';

async function list(source: ReferenceSource, settings: Settings, context: GateContext): Promise<Report> {
  const startedAt = context.now().toISOString();
  const steps = new Steps(context.log, context.signal);
  steps.skip('lint', REASON);
  const opened = await steps.run('image', openingTitle(source), async () => ({
    image: await openSubject(source, settings, context),
    unknowns: [],
  }));
  for (const id of ['inventory', 'vulnerabilities', 'hardening'] as const) steps.skip(id, REASON);
  const listed = opened === null ? null : await listOf(opened.image, { steps, settings, context });
  if (opened === null) steps.notReached('signatures', 'image');
  const about = {
    startedAt,
    requested: requestedOf(source),
    subject: opened === null ? null : subjectOf(opened.image, null),
    dockerfile: null,
    components: [],
    advisories: [],
    signatures: listed?.signatures ?? [],
    advice: null,
  };
  // Leaving the one thing out that was asked for cannot be allowed.
  return conclude({ steps, policy: { ...settings.policy, allowPartial: [] }, context, about });
}

type Listed = StepYield & { readonly signatures: readonly ImageTrust[] };

async function listOf(
  image: Image,
  run: { readonly steps: Steps; readonly settings: Settings; readonly context: GateContext },
): Promise<Listed | null> {
  const { steps, settings, context } = run;
  try {
    return await steps.run('signatures', 'Looking for signatures', () => lookAt(image, settings, context));
  } finally {
    await image.close();
  }
}

async function lookAt(image: Image, settings: Settings, context: GateContext): Promise<Listed> {
  const { trust, platform } = settings;
  const verify = verifyContextOf(settings, context);
  const choice = { dockerfile: null, target: null, buildArgs: new Map<string, string>(), platform };
  const { findings, unknowns } = await checkSignatures({ ...choice, trust, subject: image, context: verify });
  const { reference: name, descriptors } = image;
  const reference = parseReference(name);
  const isKnown = reference !== null && descriptors.length > 0;
  const evidence = isKnown ? await discoverEvidence({ reference, descriptors }, verify) : [];
  const reason = isKnown
    ? NO_POLICY
    : `it did not come from a registry, where its signatures would be; ${NO_POLICY}`;
  return {
    findings,
    unknowns: [...unknowns, { step: 'signatures', place: name, reason }],
    signatures: [{ ...NOT_JUDGED, reference: name, digest: descriptors[0]?.digest ?? null, evidence }],
  };
}

const NOT_JUDGED = {
  rule: null,
  mode: null,
  result: 'unavailable',
  threshold: 0,
  authorities: [],
  attestations: [],
  notes: [NOTE],
} as const satisfies Partial<ImageTrust>;
