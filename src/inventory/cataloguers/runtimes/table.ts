/** A runtime or server that images carry as a bare program. */
export interface Runtime {
  /** As Bitnami's records, and their package URLs, name it. */
  readonly name: string;
  /** Of the whole path. */
  readonly path: RegExp;
  /** Its first group is the version; read in the program's bytes as Latin-1. */
  readonly version: RegExp;
}

/** Each is looked for only in programs of its own name. Found by reading official builds. */
export const RUNTIMES: readonly Runtime[] = [
  { name: 'node', path: /(?:^|\/)node(?:js)?(?:\.exe)?$/u, version: /node\.js\/v(\d+\.\d+\.\d+)/u },
  {
    name: 'python',
    path: /(?:^|\/)(?:python\d?(?:\.\d+)?|libpython\d\.\d+[a-z]*\.so(?:\.[\d.]+)?)$/u,
    version: /\0(3\.\d{1,2}\.\d{1,2}(?:(?:a|b|rc)\d+)?)\+?\0/u,
  },
  {
    name: 'ruby',
    path: /(?:^|\/)(?:ruby(?:\d(?:\.\d)?)?|libruby(?:-\d\.\d)?\.so(?:\.[\d.]+)?)$/u,
    version: /\bruby (\d\.\d\.\d{1,2})(?:p\d+|dev|preview\d|rc\d)? \(/u,
  },
  {
    name: 'perl',
    path: /(?:^|\/)(?:perl(?:5(?:\.\d+)*)?|libperl\.so(?:\.[\d.]+)?)$/u,
    version: /\/perl5?\/(?:site_perl\/)?(5\.\d{1,2}\.\d{1,2})(?=[/\0])/u,
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
    version: /\(PostgreSQL\) (\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)/u,
  },
  { name: 'haproxy', path: /(?:^|\/)haproxy$/u, version: /\bHA-?Proxy version (\d\.\d{1,2}\.\d{1,3})/u },
  { name: 'memcached', path: /(?:^|\/)memcached$/u, version: /\bmemcached (\d\.\d{1,2}\.\d{1,3})/u },
];
