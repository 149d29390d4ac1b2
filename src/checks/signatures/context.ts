import { connectRegistry } from '../../image/registry/client.ts';
import type { VerifyContext } from './judged.ts';

/** A context whose connections and answers are kept for the whole run. */
export function newVerifyContext(
  world: Omit<VerifyContext, 'registry' | 'once' | 'note'>,
  note: (text: string) => void,
): VerifyContext {
  const kept = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = kept.get(key) as Promise<T> | undefined;
    if (before !== undefined) return before;
    const made = work();
    kept.set(key, made);
    return made;
  };
  return {
    ...world,
    once,
    note,
    registry: (reference) =>
      once(`registry ${reference.registry}/${reference.repository}`, () =>
        connectRegistry({ ...world, reference }),
      ),
  };
}
