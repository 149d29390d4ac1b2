import { expect, test } from 'vitest';
import { readCheckovIgnore } from '../../../../src/checks/lint/ignoring/checkov.ts';

test.each([
  ['checkov:skip=CKV_DOCKER_2:no health to check', 'CKV_DOCKER_2', 'no health to check'],
  ['checkov:skip=CKV2_DOCKER_1', 'CKV2_DOCKER_1', ''],
  ['checkov:skip=ckv_docker_3: a:b', 'CKV_DOCKER_3', 'a:b'],
])('%s counts for the file', (text, id, reason) => {
  expect(readCheckovIgnore(text)).toMatchObject([{ ids: [id], reason, scope: 'file', problem: null }]);
});

test.each(['checkov skips this', 'see checkov:skip=CKV_DOCKER_2:x', 'checkov:skip=', 'checkov:skip=A B'])(
  '%s is an ordinary comment',
  (text) => {
    expect(readCheckovIgnore(text)).toEqual([]);
  },
);
