declare module 'snappyjs' {
  export function compress(data: Buffer): Uint8Array;
  export function uncompress(data: Buffer, maxLength?: number): Uint8Array;
}
