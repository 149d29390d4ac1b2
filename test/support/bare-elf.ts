/**
 * A 64-bit little-endian ELF file that is a header and nothing else, `size` bytes long. Source: System V ABI,
 * "ELF Header": type 2 is a program, 3 a shared object.
 */
export function bareElf(size = 200, type = 2): Buffer {
  const bytes = Buffer.alloc(Math.max(64, size));
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.writeUInt16LE(type, 16);
  bytes.writeUInt16LE(62, 18);
  bytes.writeUInt32LE(1, 20);
  bytes.writeUInt16LE(64, 52);
  bytes.writeUInt16LE(56, 54);
  return bytes;
}
