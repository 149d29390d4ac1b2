import { expect, test } from 'vitest';
import { isUnknownPeerCode } from '../../../../src/checks/lint/ignoring/peer-codes.ts';

test.each([
  ['DL3004', 'hadolint', false],
  ['DL4006', 'hadolint', false],
  ['DL3067', 'hadolint', false],
  ['DL1001', 'hadolint', false],
  ['DL3005', 'hadolint', true],
  ['DL9999', 'hadolint', true],
  ['SC2086', 'hadolint', false],
  ['DS-0002', 'trivy', false],
  ['DS-0003', 'trivy', true],
  ['DS-*', 'trivy', true],
  ['AVD-AWS-0001', 'trivy', false],
  ['CKV_DOCKER_11', 'checkov', false],
  ['CKV_DOCKER_12', 'checkov', true],
  ['CKV2_DOCKER_17', 'checkov', false],
  ['CKV_SECRET_6', 'checkov', false],
  ['JSONARGSRECOMMENDED', 'buildkit', false],
  ['ALL', 'buildkit', false],
  ['JSONARGS', 'buildkit', true],
])('%s is unknown to %s: %s', (code, tool, expected) => {
  expect(isUnknownPeerCode(code, tool)).toBe(expected);
});
