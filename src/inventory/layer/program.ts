/** Bytes of a program that are enough for `isGoProgram`: the note is in its first page. */
export const PROGRAM_START = 4096;

// The note's name size 4, description size (any), type 4, name "Go\0\0".
const GO_NOTE_NAME = Buffer.from([0x04, 0x00, 0x00, 0x00, 0x47, 0x6f, 0x00, 0x00]);

/** Whether an ELF file starts at `offset`; null when the bytes are not there. Source: elf(5), "e_ident". */
export function isElf(bytes: Uint8Array, offset: number): boolean | null {
  if (offset + 4 > bytes.length) return null;
  return (
    bytes[offset] === 0x7f &&
    bytes[offset + 1] === 0x45 &&
    bytes[offset + 2] === 0x4c &&
    bytes[offset + 3] === 0x46
  );
}

/**
 * Whether the first page of an ELF file holds the note that the Go linker writes (section `.note.go.buildid`,
 * type 4, name `Go`). Source: cmd/link and debug/buildinfo in the Go tree.
 */
export function isGoProgram(start: Uint8Array): boolean {
  if (isElf(start, 0) !== true) return false;
  return Buffer.from(start.buffer, start.byteOffset, start.length).includes(GO_NOTE_NAME);
}
