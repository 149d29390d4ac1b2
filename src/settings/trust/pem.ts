export interface PemBlock {
  /** `PUBLIC KEY` */
  readonly label: string;
  readonly pem: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----[^-]{0,65536}-----END \1-----/gu;
const BEGIN = /-----BEGIN/gu;

/** The parts of a text in PEM form, none left out: null when one begins and cannot be read. Source: RFC 7468. */
export function pemBlocks(text: string): readonly PemBlock[] | null {
  const blocks = [...text.matchAll(BLOCK)].map(([pem, label = '']) => ({ label, pem }));
  return blocks.length === [...text.matchAll(BEGIN)].length ? blocks : null;
}
