import { describe, expect, it } from 'vitest';
import { isElf, isGoProgram } from '../../../src/inventory/layer/program.ts';

const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
const GO_NOTE = Buffer.concat([
  Buffer.from([4, 0, 0, 0, 83, 0, 0, 0, 4, 0, 0, 0]),
  Buffer.from('Go\0\0build id'),
]);
const GNU_NOTE = Buffer.concat([
  Buffer.from([4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0]),
  Buffer.from('GNU\0build id'),
]);

describe('isElf', () => {
  it('tells a program by its first bytes', () => {
    expect(isElf(ELF, 0)).toBe(true);
    expect(isElf(Buffer.concat([Buffer.alloc(512), ELF]), 512)).toBe(true);
    expect(isElf(Buffer.from('#!/bin/sh'), 0)).toBe(false);
  });

  it('does not guess when the bytes are not there', () => {
    expect(isElf(ELF.subarray(0, 3), 0)).toBeNull();
  });
});

describe('isGoProgram', () => {
  it('tells a Go program by its note, and no other', () => {
    expect(isGoProgram(Buffer.concat([ELF, Buffer.alloc(900), GO_NOTE]))).toBe(true);
    expect(isGoProgram(Buffer.concat([ELF, Buffer.alloc(900), GNU_NOTE]))).toBe(false);
    expect(isGoProgram(GO_NOTE)).toBe(false);
    expect(isGoProgram(Buffer.alloc(0))).toBe(false);
  });
});
