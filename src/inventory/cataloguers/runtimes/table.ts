/** A runtime or server that images carry as a bare program. */
export interface Runtime {
  /** As Bitnami's records, and their package URLs, name it. */
  readonly name: string;
  /** Of the whole path. */
  readonly path: RegExp;
  /** Its first group is the version; read in the program's bytes as Latin-1. */
  readonly version: RegExp;
  /** Bitnami keeps no records of it: that it is there is told, since nothing else would say so. */
  readonly isUnrecorded?: true;
  /** Told, and not listed: nearly every image has it as a package of its distribution already. */
  readonly isUnlisted?: true;
  /** `DT_NEEDED` of a small program that only starts the library in which the rest is. */
  readonly library?: RegExp;
}

/** Each is looked for only in programs of its own name. Found by reading official builds. */
export const RUNTIMES: readonly Runtime[] = [
  { name: 'node', path: /(?:^|\/)node(?:js)?(?:\.exe)?$/u, version: /node\.js\/v(\d+\.\d+\.\d+)/u },
  {
    name: 'python',
    path: /(?:^|\/)(?:python\d?(?:\.\d+)?|libpython\d\.\d+[a-z]*\.so(?:\.[\d.]+)?)$/u,
    version: /\0(3\.\d{1,2}\.\d{1,2}(?:(?:a|b|rc)\d+)?)\+?\0/u,
    library: /^libpython\d\.\d+[a-z]*\.so/u,
  },
  {
    name: 'ruby',
    path: /(?:^|\/)(?:ruby(?:\d(?:\.\d)?)?|libruby(?:-\d\.\d)?\.so(?:\.[\d.]+)?)$/u,
    version: /\bruby (\d\.\d\.\d{1,2})(?:p\d+|dev|preview\d|rc\d)? \(/u,
    library: /^libruby(?:-\d\.\d)?\.so/u,
  },
  {
    name: 'perl',
    path: /(?:^|\/)(?:perl(?:5(?:\.\d+)*)?|libperl\.so(?:\.[\d.]+)?)$/u,
    version: /\/perl5?\/(?:site_perl\/)?(5\.\d{1,2}\.\d{1,2})(?=[/\0])/u,
    library: /^libperl\.so/u,
    isUnrecorded: true,
  },
  {
    name: 'php',
    path: /(?:^|\/)(?:php(?:\d[\d.]*)?(?:-(?:cgi|fpm))?(?:\d[\d.]*)?|libphp\d?\.so)$/u,
    version: /X-Powered-By: PHP\/(\d\.\d{1,2}\.\d{1,3})/u,
  },
  { name: 'nginx', path: /(?:^|\/)nginx(?:-debug)?$/u, version: /\bnginx\/(\d\.\d{1,3}\.\d{1,3})/u },
  { name: 'apache', path: /(?:^|\/)(?:httpd|apache2)$/u, version: /\bApache\/(\d\.\d{1,2}\.\d{1,3})/u },
  {
    name: 'postgresql',
    path: /(?:^|\/)postgres$/u,
    version: /(?:\(PostgreSQL\)|\0PostgreSQL) (\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)/u,
  },
  {
    name: 'haproxy',
    path: /(?:^|\/)haproxy$/u,
    // Since 2.0 the version stands by itself, with a hash behind it that no other version has.
    version: /(?:\bHA-?Proxy version |\0(?=\d[\d.]{4,8}-[0-9a-f]{6,12}\0))(\d\.\d{1,2}\.\d{1,3})/u,
  },
  { name: 'memcached', path: /(?:^|\/)memcached$/u, version: /\bmemcached (\d\.\d{1,2}\.\d{1,3})/u },
  {
    name: 'redis',
    path: /(?:^|\/)redis-server$/u,
    // The name of the building host follows at once: one that starts with a digit would change the version.
    version: /\0(\d\.\d{1,2}\.\d{1,3})buildkitsandbox-\d{10,22}\0/u,
  },
  {
    name: 'valkey',
    path: /(?:^|\/)valkey-server$/u,
    version: /\0valkey(\d{1,2}\.\d{1,2}\.\d{1,3})buildkitsandbox-\d{10,22}\0/u,
  },
  {
    name: 'openssl',
    path: /(?:^|\/)(?:openssl|lib(?:ssl|crypto)\.so(?:\.[\d.]+)?)$/u,
    version: /\bOpenSSL (\d\.\d{1,2}\.\d{1,3}[a-z]{0,2}) {1,2}\d{1,2} [A-Z][a-z]{2} \d{4}/u,
    isUnrecorded: true,
    isUnlisted: true,
  },
];
