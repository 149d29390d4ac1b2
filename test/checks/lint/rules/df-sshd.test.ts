import { describe, expect, test } from 'vitest';
import { dfSshd } from '../../../../src/checks/lint/rules/df-sshd.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['EXPOSE 80 22', ['22']],
    ['EXPOSE 22/tcp', ['22/tcp']],
    ['ARG P=22\nEXPOSE $P', ['$P']],
    ['RUN apt-get update && apt-get install -y openssh-server', ['openssh-server']],
    ['RUN apk add --no-cache openssh=9.7', ['openssh=9.7']],
    ['RUN dnf -y install telnet-server', ['telnet-server']],
    ['RUN /usr/sbin/sshd', ['/usr/sbin/sshd']],
    ['CMD ["/usr/sbin/sshd", "-D"]', ['"/usr/sbin/sshd"']],
    ['CMD service ssh start', ['ssh']],
    ['RUN systemctl enable sshd', ['sshd']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfSshd, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'EXPOSE 2222',
    'EXPOSE 22/udp',
    'EXPOSE 8022',
    'RUN apt-get install -y openssh-client',
    'RUN apt-get remove openssh-server',
    'RUN echo sshd',
    'RUN service nginx start',
    'RUN npm install ssh',
  ])('%s', (line) => {
    expect(caughtBy(dfSshd, `FROM a:1\n${line}`)).toEqual([]);
  });
});
