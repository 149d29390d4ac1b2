import { describe, expect, it } from 'vitest';
import { decided, type DecisionsInput } from '../src/decisions.ts';
import type { Finding } from '../src/model/finding.ts';
import { anImage } from './support/an-image.ts';
import { aFinding } from './support/findings.ts';
import { judged } from './support/judged.ts';
import { OPENVEX } from './support/openvex-document.ts';
import { recordingLog } from './support/recording-log.ts';
import { verifyContext } from './support/verify-context.ts';

const PURL = 'pkg:npm/left-pad@1.0.0';
const STATED = judged({ statement: { predicateType: 'https://openvex.dev/ns/v0.2.0', predicate: OPENVEX } });

describe('VEX that a trusted authority signed', () => {
  it('counts when that is asked for, and names who signed it', async () => {
    const [finding] = await decide({ vexAttached: 'trusted' }, { accepted: [STATED, judged()] });
    expect(finding?.suppressed).toMatchObject({
      by: 'vex',
      reason: expect.stringContaining('signed by someone'),
    });
  });

  it('does not count otherwise', async () => {
    expect((await decide({}, { accepted: [STATED] }))[0]?.suppressed).toBeNull();
    expect((await decide({ vexAttached: 'any' }, { accepted: [STATED] }))[0]?.suppressed).toBeNull();
    expect((await decide({ vexAttached: 'trusted' }, {}))[0]?.suppressed).toBeNull();
    const none = { accepted: [STATED], image: null };
    expect((await decide({ vexAttached: 'trusted' }, none))[0]?.suppressed).toBeNull();
  });
});

describe('VEX beside an image is not looked for', () => {
  it('when the image did not come from a registry, and the log says so', async () => {
    const log = recordingLog();
    await decide({ vexAttached: 'any' }, { context: verifyContext({ log }) });
    expect(log.messages).toEqual([expect.stringContaining('did not come from a registry')]);
  });

  it('with success when the registry does not answer: every finding stays', async () => {
    const log = recordingLog();
    const descriptors = [{ mediaType: 'm', digest: `sha256:${'a'.repeat(64)}`, size: 1 }];
    const image = anImage({ reference: '127.0.0.1:9/app:1', descriptors });
    const findings = await decide({ vexAttached: 'any' }, { image, context: verifyContext({ log }) });
    expect(findings[0]?.suppressed).toBeNull();
    expect(log.messages.at(-1)).toContain('are not used');
  });

  it('when the run was stopped', async () => {
    const image = anImage({
      reference: '127.0.0.1:9/app:1',
      descriptors: [{ mediaType: 'm', digest: 'd', size: 1 }],
    });
    const context = verifyContext({ signal: AbortSignal.abort(new Error('stopped')) });
    await expect(decide({ vexAttached: 'any' }, { image, context })).rejects.toThrow('stopped');
  });
});

function decide(
  settings: Partial<DecisionsInput['settings']>,
  input: Partial<DecisionsInput>,
): Promise<readonly Finding[]> {
  return decided({
    settings: { vexAttached: 'off', exceptions: [], ...settings },
    context: verifyContext(),
    findings: [
      aFinding({ rule: 'CVE-2024-0001', component: { purl: PURL, name: 'left-pad', version: '1.0.0' } }),
    ],
    statements: [],
    subject: null,
    image: anImage(),
    accepted: [],
    ...input,
  });
}
