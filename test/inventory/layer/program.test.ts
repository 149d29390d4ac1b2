import { describe, expect, it } from 'vitest';
import { memoryBody } from '../../../src/inventory/layer/program-body.ts';
import { isGoProgram, programFormat } from '../../../src/inventory/layer/program.ts';

const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
const GO_NOTE = Buffer.concat([
  Buffer.from([4, 0, 0, 0, 83, 0, 0, 0, 4, 0, 0, 0]),
  Buffer.from('Go\0\0build id'),
]);
const GNU_NOTE = Buffer.concat([
  Buffer.from([4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0]),
  Buffer.from('GNU\0build id'),
]);

function pe(signature: string, at: number, length = 512): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.write('MZ');
  bytes.writeUInt32LE(at, 0x3c);
  if (at + 4 <= length) bytes.write(signature, at, 'latin1');
  return bytes;
}

describe('programFormat', () => {
  it.each([
    ['an ELF file', ELF, 'elf'],
    ['a 64-bit Mach-O file', Buffer.from('cffaedfe07000001', 'hex'), 'mach-o'],
    ['a big-endian Mach-O file', Buffer.from('feedface00000012', 'hex'), 'mach-o'],
    ['a fat Mach-O file', Buffer.from('cafebabe00000002', 'hex'), 'mach-o'],
    ['a Java class', Buffer.from('cafebabe00000041', 'hex'), null],
    ['an old Java class', Buffer.from('cafebabe0003002d', 'hex'), null],
    ['a fat file of nothing', Buffer.from('cafebabe00000000', 'hex'), null],
    ['a PE file', pe('PE\0\0', 0x80), 'pe'],
    ['a PE file whose signature is further on', pe('', 0x1000), 'pe'],
    ['a program for DOS', pe('NE', 0x80), null],
    ['a text that starts as a PE file does', Buffer.from('MZ is short'), null],
    ['a script', Buffer.from('#!/bin/sh\n'), null],
    ['too few bytes', ELF.subarray(0, 6), null],
    ['nothing', Buffer.alloc(0), null],
  ])('%s', (_, bytes, format) => {
    expect(programFormat(bytes, 0)).toBe(format);
    expect(programFormat(Buffer.concat([Buffer.alloc(512, 1), bytes]), 512)).toBe(format);
  });
});

describe('isGoProgram', () => {
  it('tells a Go program by its note, and no other', () => {
    const answer = (bytes: Buffer): boolean =>
      isGoProgram({ format: 'elf', size: bytes.length, isExecutable: true, read: memoryBody(bytes) });
    expect(answer(Buffer.concat([ELF, Buffer.alloc(900), GO_NOTE]))).toBe(true);
    expect(answer(Buffer.concat([ELF, Buffer.alloc(900), GNU_NOTE]))).toBe(false);
    expect(answer(Buffer.alloc(0))).toBe(false);
  });
});
