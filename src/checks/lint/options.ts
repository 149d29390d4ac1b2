/** What the user decides about the Dockerfile check. */
export { DEFAULT_LINT_OPTIONS, LABEL_TYPES } from '../../model/lint.ts';
export type { LabelType, LintOptions } from '../../model/lint.ts';
