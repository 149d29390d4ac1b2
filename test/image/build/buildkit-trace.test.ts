import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTrace } from '../../../src/image/build/buildkit-trace.ts';

describe('decodeTrace', () => {
  it('reads a step that a real daemon announced', () => {
    const base64 =
      'CqMBCkdzaGEyNTY6NWViZjk4ZGMzMTVmZTVkZTlkZjc3ZDFhNTY2MDU4ZmRiZDIyOGZjNWVjZTIzZjhhYWRhMjM1YWVlZDM5M2ExNBJHc2hhMjU2OjIxYzg0NzdjZTU5YzU3ZjJjZWZhZjQ4NWVlMGI2NWYzNDg2NjdiNGQ3MGM4MmZlNGNlY2Q0MDU3MGM4NTdjODIaD2NvcHkgL2NvbnRleHQgLw==';
    expect(decodeTrace(base64)).toEqual({
      steps: [
        {
          digest: 'sha256:5ebf98dc315fe5de9df77d1a566058fdbd228fc5ece23f8aada235aeed393a14',
          name: 'copy /context /',
          cached: false,
          started: false,
          error: null,
        },
      ],
      logs: [],
    });
  });

  it('reads cached and failed steps, logs, and skips what it does not know', () => {
    const failed = message(text(1, 'd1'), text(3, 'RUN x'), text(5, ''), text(7, 'exit 1'));
    const cached = message(text(1, 'd2'), text(3, 'COPY'), number(4, 1));
    const log = message(text(1, 'd1'), number(3, 2), text(4, 'hello\n'));
    const unknown = [
      number(9, 300),
      Buffer.from([(10 << 3) | 5, 1, 2, 3, 4]),
      Buffer.from([(11 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8]),
    ];
    const bytes = message(bytesOf(1, failed), bytesOf(1, cached), bytesOf(3, log), ...unknown);
    expect(decodeTrace(bytes.toString('base64'))).toEqual({
      steps: [
        { digest: 'd1', name: 'RUN x', cached: false, started: true, error: 'exit 1' },
        { digest: 'd2', name: 'COPY', cached: true, started: false, error: null },
      ],
      logs: [{ step: 'd1', text: 'hello\n' }],
    });
  });

  it('ends with a status or BUILD_TRACE_INVALID for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          decodeTrace(Buffer.from(bytes).toString('base64'));
        } catch (error) {
          expect(error).toMatchObject({ code: 'BUILD_TRACE_INVALID' });
        }
      }),
    );
  });

  it('refuses a length past the end', () => {
    expect(() => decodeTrace(Buffer.from([0x0a, 0x7f, 0]).toString('base64'))).toThrow('not understood');
  });
});

function message(...fields: readonly Buffer[]): Buffer {
  return Buffer.concat(fields);
}

function text(field: number, value: string): Buffer {
  return bytesOf(field, Buffer.from(value));
}

function bytesOf(field: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(field << 3) | 2]), varint(value.length), value]);
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([Buffer.from([field << 3]), varint(value)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}
