/** What `work` throws, for tests that look at more than its message; an error when it does not throw. */
export async function caught(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
