import { describe, expect, it, test } from 'vitest';
import { registryFault, statusError } from '../../../src/image/registry/errors.ts';
import { InputError, SourceError } from '../../../src/model/errors.ts';

const asIs = (text: string): string => text;

describe('statusError', () => {
  test.each([
    [
      '{"errors":[{"code":"DENIED","message":"requested access is denied"}]}',
      ': DENIED: requested access is denied',
    ],
    ['{"errors":[{"message":"only this"}]}', ': only this'],
    ['{"errors":[]}', ': {"errors":[]}'],
    ['{"errors":[5]}', ': {"errors":[5]}'],
    ['plain\n::error::text', ': plain\\u{a}::error::text'],
    ['', ''],
  ])('of the body %j says "%s"', async (body, said) => {
    const error = await statusError(new Response(body, { status: 403 }), 'a/b:1', asIs);
    expect(error.message).toBe(`a/b:1: HTTP 403 from (not a URL)${said}`);
  });

  it('hides a secret even where the text is cut', async () => {
    const body = `${'x'.repeat(295)}secret-token`;
    const hide = (text: string): string => text.replaceAll('secret-token', '***');
    const error = await statusError(new Response(body, { status: 500 }), 'a', hide);
    expect(error.message).not.toContain('secr');
  });

  it('is short, however much the registry says', async () => {
    const error = await statusError(new Response('x'.repeat(50_000), { status: 500 }), 'a', asIs);
    expect(error.message.length).toBeLessThan(400);
  });
});

describe('registryFault', () => {
  test.each([
    ['NETWORK_UNREACHABLE', 'REGISTRY_UNREACHABLE'],
    ['NETWORK_TIMEOUT', 'REGISTRY_TIMEOUT'],
    ['NETWORK_TLS', 'REGISTRY_TLS'],
    ['HTTP_INSECURE', 'REGISTRY_INSECURE'],
  ])('calls %s %s, with what was asked for and a hint', (code, ours) => {
    const fault = new SourceError(code, 'reason', { hint: 'a hint' });
    expect(registryFault(fault, 'a/b:1')).toMatchObject({
      code: ours,
      message: 'a/b:1: reason',
      cause: fault,
    });
    expect((registryFault(fault, 'a') as SourceError).hint).not.toBeNull();
  });

  test.each([new InputError('DOCKER_CONFIG_INVALID', 'x'), new Error('x'), 'x', null])(
    'leaves %s as it is',
    (error) => {
      expect(registryFault(error, 'a')).toBe(error);
    },
  );
});
