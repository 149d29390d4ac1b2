/** Compares two runs of ASCII digits as numbers of any size; an empty run is zero. */
export function compareDigits(a: string, b: string): number {
  const left = withoutLeadingZeros(a);
  const right = withoutLeadingZeros(b);
  return left.length === right.length ? compareText(left, right) : left.length - right.length;
}

/** Compares by UTF-16 code units: the order of bytes for the ASCII texts that versions are made of. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function withoutLeadingZeros(digits: string): string {
  let start = 0;
  while (start < digits.length && digits.charCodeAt(start) === 0x30) start++;
  return digits.slice(start);
}
