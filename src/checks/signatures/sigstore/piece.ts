import type { EvidenceKind, Refusal } from '../../../model/signature.ts';
import type { SignatureLayer } from './layer.ts';

/** Something that was found beside an image, with its bytes. */
export interface Piece {
  readonly kind: EvidenceKind;
  /** `ghcr.io/acme/app@sha256:…`, with the layer where there are several. */
  readonly place: string;
  readonly found: FoundPiece;
}

export type FoundPiece =
  | { readonly form: 'layer'; readonly layer: SignatureLayer }
  /** `artifact`: the manifest of the image that it is about, when it signs plain bytes. */
  | { readonly form: 'bundle'; readonly text: string; readonly artifact: Buffer | null }
  /** Not even its bytes are to be had. */
  | { readonly form: 'refused'; readonly refusal: Refusal };
