/**
 * Ecosystems that the public OSV API has records of, by their name without release.
 * Source: OSV schema 1.7, "Defined Ecosystems", those with an export of their own.
 */
export const OSV_API_ECOSYSTEMS: ReadonlySet<string> = new Set([
  'AlmaLinux',
  'Alpaquita',
  'Alpine',
  'Azure Linux',
  'BellSoft Hardened Containers',
  'Bitnami',
  'Chainguard',
  'CRAN',
  'crates.io',
  'Debian',
  'GHC',
  'Go',
  'Hackage',
  'Hex',
  'Mageia',
  'Maven',
  'MinimOS',
  'npm',
  'NuGet',
  'openEuler',
  'openSUSE',
  'Packagist',
  'Pub',
  'PyPI',
  'Red Hat',
  'Rocky Linux',
  'RubyGems',
  'SUSE',
  'SwiftURL',
  'Ubuntu',
  'Wolfi',
]);

/**
 * Source packages of which every release of a distribution has advisories. The API answers a question about a
 * release that it does not know with an empty list, which looks the same as "no vulnerabilities": so a
 * release without any answer is asked for these, in any version. None known means that the release is not covered.
 */
export const PROBE_PACKAGES: readonly string[] = ['openssl', 'curl', 'busybox'];

/**
 * The same for ecosystems without releases: packages that have had advisories for years. A mirror that was
 * never filled, or lost its records, answers every question with an empty list.
 */
export const ECOSYSTEM_PROBES: ReadonlyMap<string, readonly string[]> = new Map([
  ['Bitnami', ['node', 'python', 'nginx']],
  ['Chainguard', ['openssl', 'curl', 'git']],
  ['crates.io', ['tokio', 'hyper', 'openssl']],
  ['Go', ['stdlib', 'golang.org/x/net', 'golang.org/x/crypto']],
  [
    'Maven',
    [
      'org.apache.logging.log4j:log4j-core',
      'org.springframework:spring-core',
      'com.fasterxml.jackson.core:jackson-databind',
    ],
  ],
  ['MinimOS', ['openssl', 'curl', 'git']],
  ['npm', ['lodash', 'minimist', 'axios']],
  ['NuGet', ['Newtonsoft.Json', 'System.Text.Encodings.Web', 'System.Net.Http']],
  ['Packagist', ['symfony/symfony', 'laravel/framework', 'guzzlehttp/guzzle']],
  ['PyPI', ['django', 'jinja2', 'requests']],
  ['RubyGems', ['rails', 'rack', 'nokogiri']],
  ['Wolfi', ['openssl', 'curl', 'git']],
]);
