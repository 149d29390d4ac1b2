import type { Report } from '../../model/report.ts';
import type { ImageTrust } from '../../model/signature.ts';
import { logLine } from '../../util/escape.ts';
import { TRUST_MARKS, trustText } from '../signature-words.ts';
import { count } from '../words.ts';
import type { Cell, Column } from './grid.ts';
import { grid } from './grid.ts';
import type { Style } from './style.ts';

const INDENT = '  ';

const COLUMNS: readonly Column[] = [
  { title: ' ', shrinkTo: null },
  { title: 'IMAGE', shrinkTo: 20 },
  { title: 'WHO MADE IT', shrinkTo: 20 },
];

export interface SignaturePage {
  readonly report: Report;
  readonly style: Style;
  readonly width: number;
  readonly maxRows: number;
}

/** Who made the images, one line each; none when nobody asked. */
export function signatureBlock({
  report,
  style,
  width,
  maxRows,
}: SignaturePage): readonly (readonly string[])[] {
  const { signatures } = report;
  if (signatures.length === 0) return [];
  const shown = signatures.slice(0, maxRows);
  const [header = '', ...lines] = grid(
    COLUMNS,
    shown.map((image) => row(image, style)),
    width - INDENT.length,
  );
  const more = signatures.length - shown.length;
  return [
    [
      `${style.title('Signatures')} (${signatures.length.toLocaleString('en-US')})`,
      `${INDENT}${style.dim(header)}`,
      ...lines.map((line) => `${INDENT}${line}`),
      ...(more > 0 ? [style.dim(`${INDENT}… and ${count(more, 'more', 'more')} (see the JSON report)`)] : []),
    ],
  ];
}

function row(image: ImageTrust, style: Style): readonly Cell[] {
  const { result, reference } = image;
  const paint = (text: string): string => style.trust(result, text);
  return [
    { text: TRUST_MARKS[result], paint },
    { text: logLine(reference, 300) },
    { text: logLine(trustText(image), 500), paint },
  ];
}
