import { plain } from '../../../util/escape.ts';
import { isSsh, parsePort } from '../../port.ts';
import { locatePort } from '../port-line.ts';
import type { HardeningContext, HardeningRule, Observation } from '../rule.ts';

export const icPortPriv: HardeningRule = {
  id: 'IC-PORT-PRIV',
  title: 'The image listens on a privileged port',
  severity: 'low',
  category: 'hardening',
  why: 'On many hosts only root, or a process with NET_BIND_SERVICE, may listen on a port below 1024, so such an image is run with more rights than it needs.',
  fix: 'Listen on a port from 1024 on (`8080`, `8443`) and map the outer port to it.',
  references: ['CIS 5.8'],
  aliases: [],
  check,
};

const FIRST_FREE_PORT = 1024;

function* check(context: HardeningContext): Iterable<Observation> {
  for (const text of context.image.config.exposedPorts) {
    const port = parsePort(text);
    if (port === null)
      yield { kind: 'unknown', place: 'ExposedPorts', reason: `"${plain(text, 100)}" is not a port` };
    else if (port.first < FIRST_FREE_PORT && !(isSsh(port) && port.first === port.last)) {
      yield {
        kind: 'hit',
        subject: [text],
        message: `The image exposes the port ${text}, which is below 1024. Listen on a higher port and map the outer port to it.`,
        location: locatePort(context, port),
      };
    }
  }
}
