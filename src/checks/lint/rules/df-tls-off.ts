import type { Hit, LintContext, LintRule } from '../rule.ts';
import { settingsMade } from '../settings-made.ts';
import { tlsSettingOff, tlsSwitchedOff, tlsTextOff } from '../tls-off.ts';
import { writtenTexts } from '../written-text.ts';

export const dfTlsOff: LintRule = {
  id: 'DF-TLS-OFF',
  title: 'TLS certificates are not checked',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'Without the check anyone on the way can put their own bytes in place of the download, and the build runs them.',
  fix: 'Remove the switch. For a private certificate authority add its certificate to the image and keep the check.',
  references: ['CIS 4.11', 'CWE-295'],
  // prettier-ignore
  aliases: [
    'CKV2_DOCKER_2', 'CKV2_DOCKER_3', 'CKV2_DOCKER_4', 'CKV2_DOCKER_5', 'CKV2_DOCKER_6', 'CKV2_DOCKER_12',
    'CKV2_DOCKER_13', 'CKV2_DOCKER_14', 'CKV2_DOCKER_15', 'CKV2_DOCKER_16',
  ],
  check,
};

const ADVICE = 'Leave it out: anyone on the way could change what is downloaded.';

function* check(context: LintContext): Iterable<Hit> {
  const seen = new Set<string>();
  for (const hit of hits(context)) {
    const place = `${hit.range.line}:${hit.range.column}`;
    if (!seen.has(place)) yield hit;
    seen.add(place);
  }
}

/** The same word can be an option, a setting and text. */
function* hits(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of context.commands) {
    const word = tlsSwitchedOff(command);
    if (word === null) continue;
    const message = `${command.name ?? 'The command'} does not check TLS certificates here. ${ADVICE}`;
    yield { kind: 'hit', instruction, range: word.range, message };
  }
  for (const { name, value, range, instruction } of settingsMade(context)) {
    if (value === null || !tlsSettingOff(name, value)) continue;
    const message = `${name} switches the check of TLS certificates off. ${ADVICE}`;
    yield { kind: 'hit', instruction, range, message };
  }
  for (const { text, range, instruction } of writtenTexts(context)) {
    if (!tlsTextOff(text)) continue;
    yield {
      kind: 'hit',
      instruction,
      range,
      message: `This setting switches the check of TLS certificates off. ${ADVICE}`,
    };
  }
}
