import { PackageURL } from 'packageurl-js';
import { parseReference } from '../../model/reference.ts';
import type { Report } from '../../model/report.ts';
import { subjectName } from '../words.ts';
import { uuidOf } from '../../util/uuid.ts';

/** What the image is called in an SBOM. */
export interface ImageIdentity {
  readonly name: string;
  /** The digest of the manifest, else that of the configuration; null when neither is known. */
  readonly version: string | null;
  /** Null where it cannot be told from its digest and reference. Source: purl specification, `oci`. */
  readonly purl: string | null;
  /** SHA-256 of the manifest, hexadecimal. */
  readonly sha256: string | null;
  /** Of this image's SBOM: the same for the same image, whatever it is called. */
  readonly uuid: string;
}

const SHA256 = /^sha256:([0-9a-f]{64})$/u;

export function identityOf(report: Report): ImageIdentity {
  const { subject } = report;
  const name = subject?.reference ?? subjectName(report);
  const version = subject?.digest ?? subject?.imageId ?? null;
  return {
    name,
    version,
    purl: purlOf(report),
    sha256: SHA256.exec(subject?.digest ?? '')?.[1] ?? null,
    uuid: uuidOf(`sbom ${version ?? name}`),
  };
}

function purlOf({ subject }: Report): string | null {
  if (subject === null || subject.digest === null) return null;
  if (subject.source !== 'registry' && subject.source !== 'daemon' && subject.source !== 'build') return null;
  const reference = parseReference(subject.reference);
  if (reference === null) return null;
  const { registry, repository, tag } = reference;
  const arch = subject.platform?.split('/')[1];
  const qualifiers = {
    ...(arch === undefined ? {} : { arch }),
    repository_url: `${registry}/${repository}`,
    ...(tag === null ? {} : { tag }),
  };
  const last = repository.slice(repository.lastIndexOf('/') + 1);
  return new PackageURL('oci', null, last, subject.digest, qualifiers, null).toString();
}
