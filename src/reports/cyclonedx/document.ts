import type { Property } from '../sbom/properties.ts';

/** What we write of CycloneDX 1.6. Source: cyclonedx.org, "CycloneDX v1.6 JSON Reference". */
export interface CycloneDx {
  readonly $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json';
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: {
    readonly timestamp: string;
    readonly tools: { readonly components: readonly CdxComponent[] };
    readonly component: CdxComponent;
    readonly properties: readonly Property[];
  };
  readonly components: readonly CdxComponent[];
  readonly dependencies: readonly CdxDependency[];
  readonly compositions: readonly CdxComposition[];
  readonly vulnerabilities?: readonly CdxVulnerability[];
}

export interface CdxComponent {
  readonly 'bom-ref'?: string;
  readonly type: 'application' | 'container' | 'library' | 'operating-system';
  readonly name: string;
  readonly version?: string;
  readonly hashes?: readonly { readonly alg: 'SHA-256'; readonly content: string }[];
  readonly licenses?: readonly CdxLicence[];
  readonly purl?: string;
  readonly evidence?: { readonly occurrences: readonly CdxOccurrence[] };
  readonly properties?: readonly Property[];
}

export type CdxLicence =
  { readonly expression: string } | { readonly license: { readonly id: string } | { readonly name: string } };

export interface CdxOccurrence {
  readonly location: string;
  readonly additionalContext?: string;
}

export interface CdxDependency {
  readonly ref: string;
  readonly dependsOn: readonly string[];
}

export interface CdxComposition {
  readonly aggregate: 'incomplete' | 'unknown';
  readonly assemblies?: readonly string[];
  readonly dependencies?: readonly string[];
}

export interface CdxVulnerability {
  readonly id: string;
  readonly references?: readonly { readonly id: string; readonly source: { readonly name: string } }[];
  readonly ratings: readonly { readonly severity: string; readonly score?: number }[];
  readonly description: string;
  readonly recommendation?: string;
  readonly advisories?: readonly { readonly url: string }[];
  readonly analysis?: {
    readonly state?: 'not_affected';
    readonly response?: readonly ['will_not_fix'];
    readonly detail: string;
  };
  readonly affects: readonly CdxAffected[];
  readonly properties?: readonly Property[];
}

export interface CdxAffected {
  readonly ref: string;
  readonly versions?: readonly { readonly version: string; readonly status: 'affected' | 'unaffected' }[];
}
