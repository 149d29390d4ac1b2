import type { CodeMetadata } from '../../src/checks/signatures/code.ts';
import { SIGNATURE_CODES } from '../../src/checks/signatures/codes.ts';
import type { RefusalClass } from '../../src/model/signature.ts';
import { PAGE_NOTE, cell, code, table } from './markdown.ts';

const CLASSES: Readonly<Record<RefusalClass, string>> = {
  none: 'Nothing was found that could have been accepted.',
  bad: 'It is not what was signed, or it is broken: somebody or something changed it.',
  untrusted: 'It holds, and whoever made it is not who is trusted.',
  unmet: 'It holds and its signer is trusted, and it does not state what the rule asks for.',
  unavailable: 'It could not be asked or examined, so nothing is known.',
};

/** The text of docs/signature-codes.md: why a signature or attestation is not accepted. */
export function signatureCodesPage(): string {
  const classes = Object.entries(CLASSES).map(([name, text]) => [code(name), cell(text)]);
  const sections = SIGNATURE_CODES.map(({ subject, codes }) => {
    const rows = Object.entries(codes).map(([name, metadata]) => row(name, metadata));
    return `## ${subject}\n\n${table(['Code', 'Class', 'Means', 'What to do'], rows)}`;
  });
  return `# Codes of signatures

${PAGE_NOTE}

Every signature and attestation that is not accepted has a code, in the reports, in the findings and in \`image-gate verify\`.
Codes never change their meaning. Each is of one of five classes:

${table(['Class', 'Means'], classes)}
A code that is not listed here is that of an error (see [errors](errors.md)), such as a registry that did not answer: its class is \`unavailable\`.

${sections.join('\n')}`;
}

function row(name: string, { class: kind, title, fix }: CodeMetadata): readonly string[] {
  return [code(name), code(kind), cell(title), cell(fix)];
}
