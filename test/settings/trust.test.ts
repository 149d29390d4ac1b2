import { describe, expect, it } from 'vitest';

import { TRUST_SCHEMA } from '../../src/settings/trust.ts';
import { publicKeyPem, readPolicy, refusedPolicy } from '../support/trust-config.ts';

const FILES = { 'cosign.pub': publicKeyPem(), 'other.pub': publicKeyPem('ed25519') };
const DAY = 86_400_000;
const KEY = 'authorities: [{ key: cosign.pub }]';

describe('trust', () => {
  it('without rules asks nobody to have signed', () => {
    expect(readPolicy('trust: { digest: required }')).toEqual({
      policy: {
        registries: [],
        images: [],
        tags: [],
        digest: 'required',
        maxAge: null,
        unmatched: 'deny',
        trustedRoot: { kind: 'auto' },
        rules: [],
      },
      notes: [],
    });
  });

  it('is read with all of its keys', () => {
    const { policy, notes } = readPolicy(
      `
trust:
  registries: [ghcr.io, "*.example.com"]
  images: [ghcr.io/acme/**]
  tags: ["v*"]
  digest: required
  max-age: 90d
  unmatched: warn
  trusted-root: embedded
  rules:
    - name: ours
      images: [ghcr.io/acme/app]
      mode: warn
      require: all
      authorities:
        - key: cosign.pub
        - name: second
          key: other.pub
    - images: [ghcr.io/acme/*]
      require: 1
      ${KEY}
`,
      FILES,
    );
    expect(notes).toEqual([]);
    expect(policy).toMatchObject({
      registries: ['ghcr.io', '*.example.com'],
      images: ['ghcr.io/acme/**'],
      tags: ['v*'],
      digest: 'required',
      maxAge: 90 * DAY,
      unmatched: 'warn',
      trustedRoot: { kind: 'embedded' },
      rules: [
        { name: 'ours', images: ['ghcr.io/acme/app'], mode: 'warn', threshold: 2, attestations: [] },
        { name: 'rule 2', images: ['ghcr.io/acme/*'], mode: 'enforce', threshold: 1 },
      ],
    });
    expect(policy.rules[0]?.authorities.map(({ kind, name }) => [kind, name])).toEqual([
      ['key', 'key 1'],
      ['key', 'second'],
    ]);
  });

  it.each([
    'alpine',
    '"*"',
    '"**"',
    '"*.example.com/a"',
    '"[::1]:5000/a"',
    'a/b.c',
    'localhost/a',
    '"**.com/a"',
  ])('may be about %s', (image) => {
    expect(readPolicy(`trust: { images: [${image}] }`).policy.images).toHaveLength(1);
  });

  it.each([
    ['trust: {}', 'TRUST_INVALID c.yaml:1: trust: it asks for nothing'],
    ['trust: { unmatched: deny }', 'TRUST_INVALID c.yaml:1: trust: it asks for nothing'],
    ['trust:\n  registries: []', 'TRUST_INVALID c.yaml:2: trust.registries: the list is empty'],
    ['trust:\n  registries: ghcr.io', 'TRUST_INVALID c.yaml:2: trust.registries: it is not a list'],
    ['trust:\n  registries:', 'TRUST_INVALID c.yaml:2: trust.registries: it has no value'],
    ['trust:\n  registries:\n    - a\n    - ~', 'trust.registries[1]: it has no value'],
    [
      'trust:\n  registries:\n    - a\n    - a/b',
      'TRUST_PATTERN c.yaml:4: trust.registries[1]: "a/b" is not a registry',
    ],
    ['trust: { registries: [a b] }', 'trust.registries[0]: "a b" is not a registry'],
    ['trust: { images: [1] }', 'trust.images[0]: it is not a text'],
    ['trust: { images: [""] }', 'trust.images[0]: the value is empty'],
    [
      'trust: { images: ["a:1"] }',
      'TRUST_PATTERN c.yaml:1: trust.images[0]: "a:1" is not the name of an image',
    ],
    ['trust: { images: ["https://ghcr.io/a"] }', '"https://ghcr.io/a" is not the name of an image'],
    ['trust: { images: [ghcr.io/a/] }', '"ghcr.io/a/" is not the name of an image'],
    ['trust: { images: [ghcr.io//a] }', '"ghcr.io//a" is not the name of an image'],
    ['trust: { images: ["ghcr.io/[ab]"] }', '"ghcr.io/[ab]" is not the name of an image'],
    ['trust: { images: [ghcr.io] }', '"ghcr.io" is not the name of an image'],
    ['trust: { images: [a, a] }', 'trust.images[1]: "a" is there twice'],
    ['trust: { tags: [1.10] }', 'trust.tags[0]: it is not a text'],
    ['trust: { tags: ["v 1"] }', 'TRUST_PATTERN c.yaml:1: trust.tags[0]: "v 1" is not a tag'],
    ['trust: { digest: true }', 'trust.digest: "true" is not one of its values'],
    [
      'trust: { digest: requierd }',
      'trust.digest: "requierd" is not one of its values | Did you mean "required"?',
    ],
    ['trust: { max-age: 90 }', 'trust.max-age: it is not a text'],
    ['trust: { max-age: 90m }', 'trust.max-age: "90m" is not an age'],
    ['trust: { max-age: "0d" }', 'trust.max-age: "0d" is not an age'],
    [
      'trust:\n  registrys: [a]',
      'SETTING_UNKNOWN c.yaml:2: trust.registrys: the key "registrys" is not known | Did you mean "registries"?',
    ],
    ['trust:\n  maxAge: 9d', 'SETTING_UNKNOWN c.yaml:2: trust.maxAge'],
    ['trust: { __proto__: [a], digest: required }', 'SETTING_UNKNOWN'],
    ['trust: { digest: required, unmatched: deny }', 'trust.unmatched: unmatched stands without rules'],
    [
      'trust: { digest: required, trusted-root: auto }',
      'trust.trusted-root: trusted-root stands without rules',
    ],
    ['trust: { rules: [] }', 'trust.rules: the list is empty'],
    ['trust: { rules: [{}] }', 'trust.rules[0]: images is missing'],
    ['trust: { rules: [{ images: [a] }] }', 'trust.rules[0]: authorities is missing'],
    ['trust: { rules: [{ images: [a], authorities: [] }] }', 'authorities: the list is empty'],
    ['trust: { rules: [{ images: [a], authorities: [{}] }] }', 'authorities[0]: the authority is empty'],
    [
      'trust: { rules: [{ images: [a], authorities: [{ name: x }] }] }',
      'authorities[0]: the authority is empty',
    ],
    [
      'trust: { rules: [{ images: [a], authorities: [{ key: cosign.pub, keyless: {} }] }] }',
      'key and keyless stand in one authority',
    ],
    ['trust: { rules: [{ images: [a], authorities: [{ keyles: {} }] }] }', 'Did you mean "keyless"?'],
    [
      `trust: { rules: [{ images: [a], require: 2, ${KEY} }] }`,
      'require: it asks for 2 authorities, and the rule has 1 authority',
    ],
    [
      `trust: { rules: [{ images: [a], require: 0, ${KEY} }] }`,
      'require: it is not a whole number from 1 to 1',
    ],
    [
      `trust: { rules: [{ images: [a], require: none, ${KEY} }] }`,
      'require: it is neither any, all nor a number',
    ],
    [`trust: { rules: [{ images: [a], mode: audit, ${KEY} }] }`, 'mode: "audit" is not one of its values'],
    [
      `trust: { rules: [{ name: x, images: [a], ${KEY} }, { name: x, images: [b], ${KEY} }] }`,
      'rules[1]: two rules have the name "x"',
    ],
    [
      'trust: { rules: [{ images: [a], authorities: [{ name: x, key: cosign.pub }, { name: x, key: other.pub }] }] }',
      'authorities[1]: two authorities have the name "x"',
    ],
    [
      `trust: { trusted-root: nowhere.json, rules: [{ images: [a], ${KEY} }] }`,
      'PATH_NOT_FOUND c.yaml:1: trust.trusted-root: there is no "nowhere.json"',
    ],
    [
      `trust: { trusted-root: cosign.pub, rules: [{ images: [a], ${KEY} }] }`,
      'TRUST_FILE c.yaml:1: trust.trusted-root: "cosign.pub" cannot be used: it is not JSON',
    ],
    [
      `trust: { trusted-root: { tuf: "https://tuf.example.com" }, rules: [{ images: [a], ${KEY} }] }`,
      'trusted-root: root is missing',
    ],
  ])('%s is refused', (yaml, expected) => {
    expect(refusedPolicy(yaml, FILES)).toContain(expected);
  });

  it('takes the root of a private Sigstore', () => {
    const root = '{"signed":{},"signatures":[]}';
    const yaml = (url: string, more = '') =>
      `trust: { trusted-root: { tuf: "${url}", root: root.json${more} }, rules: [{ images: [a], ${KEY} }] }`;
    const files = { ...FILES, 'root.json': root };
    expect(readPolicy(yaml('https://tuf.example.com/'), files).policy.trustedRoot).toEqual({
      kind: 'tuf',
      url: 'https://tuf.example.com',
      root: { name: 'root.json', pem: root },
      target: 'trusted_root.json',
    });
    expect(refusedPolicy(yaml('http://tuf.example.com'), files)).toContain(
      'trusted-root.tuf: "http://tuf.example.com" is not encrypted',
    );
    expect(refusedPolicy(yaml('https://tuf.example.com', ', target: ../x'), files)).toContain(
      '"../x" is not the name of a target',
    );
  });

  it('takes a trusted root from a file, and refuses one with a key twice', () => {
    const yaml = `trust: { trusted-root: r.json, rules: [{ images: [a], ${KEY} }] }`;
    const text = '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}';
    const { policy } = readPolicy(yaml, { ...FILES, 'r.json': text });
    expect(policy.trustedRoot).toEqual({ kind: 'file', name: 'r.json', text });
    expect(refusedPolicy(yaml, { ...FILES, 'r.json': '{"mediaType":"text/plain"}' })).toContain(
      'is not a trusted root',
    );
    expect(refusedPolicy(yaml, { ...FILES, 'r.json': '{}' })).toContain('is not a trusted root');
    expect(refusedPolicy(yaml, { ...FILES, 'r.json': '{"a":1,"a":2}' })).toContain(
      'the key "a" is there twice',
    );
    expect(refusedPolicy(yaml, { ...FILES, 'r.json': '[]' })).toContain('it is not an object');
  });

  it.each([
    ['trust: { tags: [latest, "v*"] }', 'trust.tags: the tag latest is allowed'],
    ['trust: { tags: ["*"] }', 'trust.tags: the tag latest is allowed'],
    [
      `trust: { unmatched: allow, rules: [{ images: [a], ${KEY} }] }`,
      'trust.unmatched: an image that no rule is for',
    ],
    [
      `trust: { unmatched: deny, rules: [{ images: [a], mode: warn, ${KEY} }] }`,
      'trust.unmatched: every rule only warns',
    ],
  ])('%s is taken, and told to be unwise', (yaml, note) => {
    const { notes } = readPolicy(yaml, FILES);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(`c.yaml:1: ${note}`);
  });

  it('does not let one signature count for two authorities', () => {
    const yaml = (second: string, require = 'all') =>
      `trust: { rules: [{ images: [a], require: ${require}, authorities: [{ key: cosign.pub }, ${second}] }] }`;
    expect(refusedPolicy(yaml('{ name: other, key: { files: [cosign.pub] } }'), FILES)).toContain(
      'authorities[1]: it asks for the same as "key 1": one signature would count twice',
    );
    const annotated = '{ name: other, key: { files: [cosign.pub], annotations: { a: b } } }';
    expect(readPolicy(yaml(annotated), FILES).notes[0]).toContain(
      'authorities: cosign.pub is in "key 1" and in "other": who has it may count twice',
    );
    expect(readPolicy(yaml(annotated, 'any'), FILES).notes).toEqual([]);
    expect(readPolicy(yaml('{ key: other.pub }'), FILES).notes).toEqual([]);
  });

  it.each([
    'trust: { tags: ["v*"] }',
    `trust: { unmatched: deny, rules: [{ images: [a], ${KEY} }] }`,
    `trust: { rules: [{ images: [a], mode: warn, ${KEY} }] }`,
  ])('%s is taken without a word', (yaml) => {
    expect(readPolicy(yaml, FILES).notes).toEqual([]);
  });

  it('is a map in the file', () => {
    expect(TRUST_SCHEMA.safeParse({}).success).toBe(true);
    for (const value of [null, [], 'ghcr.io', 1]) expect(TRUST_SCHEMA.safeParse(value).success).toBe(false);
  });
});
