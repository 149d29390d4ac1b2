import type { FailOn } from './fail-on.ts';
import type { Given, GivenValue } from './given.ts';
import { readValue } from './given.ts';
import type { SettingName, Values } from './schema.ts';
import { settingEntries } from './schema.ts';
import type { Setting } from './setting.ts';

/**
 * Reads every setting: inline over file over default. Lists replace each other; `fail-on` is merged category by
 * category. What is in the file is read even where it is overridden, so that a mistake there never lies in wait.
 * Throws `InputError`.
 */
export function readValues(inline: Given, file: Given): Values {
  const values: Record<string, unknown> = {};
  for (const [name, setting] of settingEntries()) {
    const layers = [fallback(name, setting), file.get(name), inline.get(name)].flatMap((given) =>
      given === undefined ? [] : [readValue(name, given)],
    );
    values[name] = setting.kind === 'map' ? mergeMaps(layers as readonly FailOn[]) : (layers.at(-1) ?? null);
  }
  return values as unknown as Values;
}

function fallback(name: SettingName, setting: Setting): GivenValue | undefined {
  return setting.default === null ? undefined : { raw: setting.default, place: `default of ${name}` };
}

function mergeMaps(layers: readonly FailOn[]): FailOn {
  return Object.assign({}, ...layers) as FailOn;
}
