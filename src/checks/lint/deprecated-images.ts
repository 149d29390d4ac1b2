import type { Reference } from '../../model/reference.ts';
import { officialImage } from './official-image.ts';

/**
 * Official images of Docker Hub that are marked as deprecated there, and what to take instead.
 * Source: hub.docker.com, the pages of the images, as of August 2026.
 */
const OFFICIAL: Readonly<Record<string, string>> = {
  adoptopenjdk: 'Take eclipse-temurin.',
  celery: 'Install Celery on top of python.',
  centos: 'Take almalinux, rockylinux or quay.io/centos/centos:stream10.',
  consul: 'Take hashicorp/consul.',
  django: 'Install Django on top of python.',
  fsharp: 'Take mcr.microsoft.com/dotnet/sdk.',
  glassfish: 'Take the image of a maintained application server.',
  iojs: 'Take node.',
  java: 'Take eclipse-temurin.',
  jenkins: 'Take jenkins/jenkins.',
  'nats-streaming': 'Take nats, with JetStream.',
  openjdk: 'Take eclipse-temurin or another maintained build of OpenJDK.',
  opensuse: 'Take opensuse/leap or opensuse/tumbleweed.',
  owncloud: 'Take owncloud/server.',
  piwik: 'Take matomo.',
  rails: 'Install Rails on top of ruby.',
  sentry: 'Take getsentry/self-hosted.',
  sl: 'Take almalinux or rockylinux.',
  swarm: 'Use the Swarm mode of Docker.',
  thrift: 'Install Thrift on top of a maintained image.',
  'ubuntu-debootstrap': 'Take ubuntu.',
  'ubuntu-upstart': 'Take ubuntu.',
  vault: 'Take hashicorp/vault.',
};

interface Retired {
  readonly registry: string;
  /** The repository, or the start of it when it ends with a slash. */
  readonly repository: string;
  readonly successor: string;
}

const RETIRED: readonly Retired[] = [
  { registry: 'docker.io', repository: 'adoptopenjdk/', successor: 'Take eclipse-temurin.' },
  { registry: 'docker.io', repository: 'bitnamilegacy/', successor: 'Take a maintained image.' },
  { registry: 'docker.io', repository: 'circleci/', successor: 'Take the image of the same name in cimg/.' },
  { registry: 'docker.io', repository: 'microsoft/', successor: 'Take it from mcr.microsoft.com.' },
  { registry: 'k8s.gcr.io', repository: '/', successor: 'Take it from registry.k8s.io.' },
  { registry: 'mcr.microsoft.com', repository: 'dotnet/core/', successor: 'Take it from dotnet/.' },
];

/** What to take instead of an image that nobody maintains any more; null for all others. */
export function successorOf(reference: Reference): string | null {
  const official = officialImage(reference);
  if (official !== null && Object.hasOwn(OFFICIAL, official)) return OFFICIAL[official] ?? null;
  const { registry, repository } = reference;
  const retired = RETIRED.find(
    (item) =>
      item.registry === registry && (item.repository === '/' || repository.startsWith(item.repository)),
  );
  return retired?.successor ?? null;
}
