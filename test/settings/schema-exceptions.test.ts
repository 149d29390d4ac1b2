import { expect, it } from 'vitest';

import { loadArgv, loadInputs, settingsFolder } from '../support/load.ts';

it('takes VEX documents from every door', () => {
  expect(
    loadArgv(['check', '--image', 'a', '--vex', 'a.json', '--vex', 'b.json'], settingsFolder()).vex,
  ).toEqual(['a.json', 'b.json']);
  const file = settingsFolder('vex: [c.json]\n');
  expect(loadArgv(['check', '--image', 'a'], file).vex).toEqual(['c.json']);
  expect(loadInputs({ image: 'a', vex: 'd.json' }, settingsFolder()).vex).toEqual(['d.json']);
});

it('has none by default', () => {
  const settings = loadArgv(['check', '--image', 'a'], settingsFolder());
  expect([settings.vex, settings.exceptions]).toEqual([[], []]);
});
