import { InputError } from '../../../../model/errors.ts';
import type { TextRule } from '../../../../model/trust.ts';
import { plain } from '../../../../util/escape.ts';
import { LIMITS } from '../../../../util/limits.ts';

const SHOWN = 200;

/**
 * True when the rule fits the whole text; null, which is a text that is not stated, never fits.
 * Throws `InputError` TRUST_PATTERN for a pattern that is no regular expression.
 */
export function textFits(rule: TextRule, text: string | null): boolean {
  if (text === null || text.length > LIMITS.identityText.value) return false;
  return rule.kind === 'exact' ? rule.text === text : anchored(rule.source).test(text);
}

/** For messages: `"refs/heads/main"`, `/v\d+/`. */
export function showRule(rule: TextRule): string {
  return rule.kind === 'exact' ? `"${plain(rule.text, SHOWN)}"` : `/${plain(rule.source, SHOWN)}/`;
}

/** For messages: the text as it may be shown, or that there is none. */
export function showText(text: string | null): string {
  return text === null ? 'nothing' : `"${plain(text, SHOWN)}"`;
}

function anchored(source: string): RegExp {
  try {
    // Alone first: `a)|(b` would leave the group that anchors it.
    void new RegExp(source, 'u');
    return new RegExp(`^(?:${source})$`, 'u');
  } catch (error) {
    throw new InputError('TRUST_PATTERN', `trust: /${plain(source, SHOWN)}/ is not a regular expression`, {
      hint: 'Write a JavaScript regular expression; it has to fit the whole text.',
      cause: error,
    });
  }
}
