import type { PackageManager } from './manager.ts';

/** Source: docs.npmjs.com, "npm install" and "Config". */
export const NPM: PackageManager = {
  programs: new Set(['npm']),
  installs: ['install', 'i', 'in', 'add'],
  syntax: {
    // prettier-ignore
    withValue: new Set([
      '--loglevel', '--registry', '--prefix', '-C', '--cache', '--only', '--omit', '--include', '--tag',
      '--userconfig', '--globalconfig', '--fetch-retries', '--fetch-timeout', '--fetch-retry-mintimeout',
      '--fetch-retry-maxtimeout', '--maxsockets', '--proxy', '--https-proxy', '--noproxy', '--cafile', '--ca',
      '-w', '--workspace', '--before', '--cpu', '--os', '--libc', '--install-strategy', '--script-shell', '--scope',
      '--user-agent', '--node-options', '--min-release-age',
    ]),
  },
};

/** Source: guides.rubygems.org, "gem install". */
export const GEM: PackageManager = {
  programs: new Set(['gem']),
  installs: ['install', 'i'],
  syntax: {
    // prettier-ignore
    withValue: new Set([
      '-v', '--version', '-i', '--install-dir', '-n', '--bindir', '-s', '--source', '--platform', '-g', '--file',
      '--build-root', '-P', '--trust-policy', '-B', '--bulk-threshold', '-p', '--http-proxy', '--document',
      '--without', '--config-file', '--target-rbconfig', '-j', '--build-jobs',
    ]),
  },
};

/** Source: pkg.go.dev/cmd/go, "Compile packages and dependencies". */
export const GO: PackageManager = {
  programs: new Set(['go']),
  installs: ['install', 'get', 'run'],
  syntax: {
    // prettier-ignore
    withValue: new Set([
      '-C', '-p', '-o', '-asmflags', '-buildmode', '-buildvcs', '-compiler', '-covermode', '-coverpkg', '-exec',
      '-gccgoflags', '-gcflags', '-installsuffix', '-ldflags', '-mod', '-modfile', '-overlay', '-pgo', '-pkgdir',
      '-tags', '-toolexec',
    ]),
    singleDash: true,
  },
};

/** Source: classic.yarnpkg.com, "yarn install". */
export const YARN: PackageManager = {
  programs: new Set(['yarn']),
  installs: ['install'],
  syntax: { withValue: new Set(['--cwd', '--cache-folder', '--modules-folder', '--registry', '--mutex']) },
};
