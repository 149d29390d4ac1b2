import type { HardeningRule } from '../rule.ts';
import { icHealthcheck } from './ic-healthcheck.ts';
import { icPortPriv } from './ic-port-priv.ts';
import { icPortSsh } from './ic-port-ssh.ts';
import { icSecretEnv } from './ic-secret-env.ts';
import { icUserUnknown } from './ic-user-unknown.ts';
import { icUser } from './ic-user.ts';
import { ifOsEol } from './if-os-eol.ts';

/** Every hardening rule, in the order in which their findings are listed. */
export const HARDENING_RULES: readonly HardeningRule[] = [
  icUser,
  icUserUnknown,
  icSecretEnv,
  icHealthcheck,
  icPortPriv,
  icPortSsh,
  ifOsEol,
];
