import type { Given, GivenValue } from './given.ts';
import { LATER_NAMES, otherNames, unknownName } from './given.ts';
import type { SettingName } from './schema.ts';
import { settingEntries } from './schema.ts';
import type { Setting } from './setting.ts';

const PREFIX = 'INPUT_';

/**
 * Reads the action's inputs from the environment, where the runner puts them as `INPUT_<NAME>`. The runner sets
 * every declared input, so an empty one is one that was not given. It only warns about inputs that are not
 * declared; here they are errors, as a typing error must not weaken the gate.
 * Throws `InputError`.
 */
export function readInputs(env: NodeJS.ProcessEnv): Given {
  const inputs = inputNames();
  const given = new Map<SettingName, GivenValue>();
  for (const key of Object.keys(env).sort()) {
    if (!key.startsWith(PREFIX)) continue;
    const input = key.slice(PREFIX.length).toLowerCase();
    const found = inputs.get(input);
    if (found === undefined) throw unknownInput(input, inputs);
    const [name, setting] = found;
    const texts = readTexts(setting, env[key] ?? '');
    if (texts.length > 0) given.set(name, { raw: texts, place: `input ${input}` });
  }
  return given;
}

function readTexts(setting: Setting, value: string): readonly string[] {
  const isLong = setting.kind === 'list' || setting.kind === 'map';
  const lines = isLong ? value.split('\n') : [value];
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function unknownInput(
  input: string,
  inputs: ReadonlyMap<string, readonly [SettingName, Setting]>,
): ReturnType<typeof unknownName> {
  const candidates = new Map<string, readonly string[]>();
  for (const [name, entry] of inputs) candidates.set(name, otherNames(entry));
  return unknownName({ given: input, what: 'input', candidates, later: LATER_NAMES });
}

function inputNames(): ReadonlyMap<string, readonly [SettingName, Setting]> {
  const inputs = new Map<string, readonly [SettingName, Setting]>();
  for (const entry of settingEntries()) {
    if (entry[1].input !== null) inputs.set(entry[1].input, entry);
  }
  return inputs;
}
