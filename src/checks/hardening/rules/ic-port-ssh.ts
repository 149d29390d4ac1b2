import { isSsh, parsePort } from '../../port.ts';
import { locatePort } from '../port-line.ts';
import type { HardeningContext, HardeningRule, Observation } from '../rule.ts';

export const icPortSsh: HardeningRule = {
  id: 'IC-PORT-SSH',
  title: 'The image exposes the SSH port',
  severity: 'medium',
  category: 'hardening',
  why: 'A container that takes SSH logins has keys and accounts to look after that nobody rotates, and a way in that the runtime does not see.',
  fix: 'Leave sshd out, and use `docker exec` or `kubectl exec`, which the runtime checks and logs.',
  references: ['CIS 5.7'],
  aliases: ['DS-0004', 'CKV_DOCKER_1'],
  check,
};

function* check(context: HardeningContext): Iterable<Observation> {
  for (const text of context.image.config.exposedPorts) {
    const port = parsePort(text);
    // What is not a port is reported by IC-PORT-PRIV.
    if (port === null || !isSsh(port)) continue;
    yield {
      kind: 'hit',
      subject: [text],
      message: `The image exposes the port ${text}, where sshd listens. Leave sshd out of the image.`,
      location: locatePort(context, port),
    };
  }
}
