import { quote } from '../kinds.ts';
import { nearest } from '../../util/nearest.ts';
import type { Spot } from './spot.ts';
import { refusal, textOf } from './spot.ts';
import { refuseWildcard } from './text-rule.ts';

const CYCLONEDX = ['https://cyclonedx.org/bom', 'https://cyclonedx.org/schema'];
const SPDX = [
  'https://spdx.dev/Document',
  'https://spdx.dev/Document/v2.2',
  'https://spdx.dev/Document/v2.3',
];

/** Names for predicate types, each with all that it stands for. Source: in-toto attestation framework, "predicates". */
export const PREDICATE_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['slsa-provenance', ['https://slsa.dev/provenance/v1', 'https://slsa.dev/provenance/v0.2']],
  ['sbom', [...SPDX, ...CYCLONEDX]],
  ['spdx', SPDX],
  ['cyclonedx', CYCLONEDX],
  [
    'vuln',
    [
      'https://cosign.sigstore.dev/attestation/vuln/v1',
      'https://in-toto.io/attestation/vulns/v0.1',
      'https://in-toto.io/attestation/vulns/v0.2',
    ],
  ],
]);

const SCHEME = /^[a-z][a-z0-9+.-]*:/u;

/** The predicate types that a name, or a URI, stands for. */
export function predicateTypesOf(spot: Spot): readonly string[] {
  const given = textOf(spot);
  const named = PREDICATE_NAMES.get(given);
  if (named !== undefined) return named;
  refuseWildcard(spot, given);
  if (SCHEME.test(given) && URL.canParse(given)) return [given];
  const names = [...PREDICATE_NAMES.keys()];
  const near = nearest(given, names);
  throw refusal(spot, `${quote(given)} is not the type of an attestation`, {
    hint: `${near === null ? '' : `Did you mean "${near}"? `}Use ${names.join(', ')}, or a whole URI.`,
  });
}

/** One predicate type. */
export function predicateTypeOf(spot: Spot): string {
  const [only, ...others] = predicateTypesOf(spot);
  if (only !== undefined && others.length === 0) return only;
  throw refusal(spot, `${quote(textOf(spot))} stands for several types, and one is needed`, {
    hint: 'Write the URI, such as https://slsa.dev/provenance/v1.',
  });
}
