import { SourceError } from '../../model/errors.ts';

/** What a BuildKit status message says that a person wants to read. */
export interface BuildStatus {
  readonly steps: readonly BuildStep[];
  readonly logs: readonly { readonly step: string; readonly text: string }[];
}

export interface BuildStep {
  readonly digest: string;
  readonly name: string;
  readonly cached: boolean;
  readonly started: boolean;
  readonly error: string | null;
}

/**
 * Reads the message that a daemon sends as `moby.buildkit.trace`.
 * Throws `SourceError` BUILD_TRACE_INVALID.
 * Source: BuildKit api/services/control/control.proto, `StatusResponse`; Protocol Buffers encoding.
 */
export function decodeTrace(base64: string): BuildStatus {
  const steps: BuildStep[] = [];
  const logs: { step: string; text: string }[] = [];
  for (const { number, value } of fields(Buffer.from(base64, 'base64'))) {
    if (!Buffer.isBuffer(value)) continue;
    if (number === 1) steps.push(decodeStep(value));
    if (number === 3) logs.push(decodeLog(value));
  }
  return { steps, logs };
}

function decodeStep(bytes: Buffer): BuildStep {
  const step = { digest: '', name: '', cached: false, started: false, error: null as string | null };
  for (const { number, value } of fields(bytes)) {
    if (number === 4) step.cached = value === 1;
    if (!Buffer.isBuffer(value)) continue;
    if (number === 1) step.digest = value.toString('utf8');
    if (number === 3) step.name = value.toString('utf8');
    if (number === 5) step.started = true;
    if (number === 7 && value.length > 0) step.error = value.toString('utf8');
  }
  return step;
}

function decodeLog(bytes: Buffer): { step: string; text: string } {
  const log = { step: '', text: '' };
  for (const { number, value } of fields(bytes)) {
    if (!Buffer.isBuffer(value)) continue;
    if (number === 1) log.step = value.toString('utf8');
    if (number === 4) log.text = value.toString('utf8');
  }
  return log;
}

interface Field {
  readonly number: number;
  /** A number for variable-length integers, bytes for everything else. */
  readonly value: number | Buffer;
}

function* fields(bytes: Buffer): Generator<Field> {
  let at = 0;
  while (at < bytes.length) {
    const tag = varint(bytes, at);
    at = tag.next;
    const number = Math.floor(tag.value / 8);
    const type = tag.value % 8;
    if (type === 0) {
      const { value, next } = varint(bytes, at);
      yield { number, value };
      at = next;
      continue;
    }
    const length = type === 2 ? varint(bytes, at) : { value: fixedLength(type), next: at };
    const end = length.next + length.value;
    if (end > bytes.length) throw invalid();
    yield { number, value: bytes.subarray(length.next, end) };
    at = end;
  }
}

function fixedLength(type: number): number {
  if (type === 1) return 8;
  if (type === 5) return 4;
  throw invalid();
}

/** Ten bytes at most; what does not fit a double is a time or counter that nobody reads here. */
function varint(bytes: Buffer, start: number): { value: number; next: number } {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) throw invalid();
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: start + i + 1 };
  }
  throw invalid();
}

function invalid(): SourceError {
  return new SourceError('BUILD_TRACE_INVALID', 'the daemon sent a build status that is not understood');
}
