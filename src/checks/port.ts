/** Ports that an image says it listens on. */
export interface ExposedPort {
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
}

const PORT = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/iu;
const MAX_PORT = 65_535;

/**
 * `80/tcp`, `53/udp`, `8080`, `8000-8010/tcp`; null when it is none of these.
 * Source: OCI image configuration specification, "ExposedPorts".
 */
export function parsePort(text: string): ExposedPort | null {
  const [, from, to, protocol] = PORT.exec(text) ?? [];
  if (from === undefined) return null;
  const first = Number(from);
  const last = to === undefined ? first : Number(to);
  if (first < 1 || last > MAX_PORT || last < first) return null;
  return { first, last, protocol: (protocol ?? 'tcp').toLowerCase() };
}

/** sshd's own port. */
export function isSsh(port: ExposedPort): boolean {
  return port.protocol === 'tcp' && port.first <= 22 && port.last >= 22;
}
