/** An OpenVEX document that says of one vulnerability of left-pad that it does not apply. */
export const OPENVEX = {
  '@context': 'https://openvex.dev/ns/v0.2.0',
  author: 'Ann',
  timestamp: '2026-01-01T00:00:00Z',
  statements: [
    {
      vulnerability: { name: 'CVE-2024-0001' },
      products: [{ '@id': 'pkg:npm/left-pad' }],
      status: 'not_affected',
      justification: 'vulnerable_code_not_present',
    },
  ],
};
