import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayerOrigin } from '../../src/checks/attribution.ts';
import { attributeLayers } from '../../src/checks/attribution.ts';
import { builtStages } from '../../src/checks/built-stages.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { HistoryText } from '../support/an-image.ts';
import { anImage } from '../support/an-image.ts';

describe('layers are attributed', () => {
  it('to instructions and to the base, one for each layer', () => {
    const history = ['ADD rootfs / # buildkit', { empty: 'ENV A=b' }, 'RUN /bin/sh -c make # buildkit'];
    expect(attribute('FROM base\nENV A=b\nRUN make\n', history)).toEqual(['base FROM', 'instruction RUN']);
  });

  it('to nobody without stages', () => {
    expect(attributeLayers(anImage({ history: ['COPY a /a # buildkit'] }), [])).toBeNull();
  });

  it('to nobody when the history tells of more or fewer layers than there are', () => {
    const image = anImage({ history: ['COPY a /a # buildkit', 'RUN /bin/sh -c make # buildkit'] });
    const stages = stagesOf('FROM base\nRUN make\n');
    expect(attributeLayers(image, stages)).toHaveLength(2);
    expect(attributeLayers({ ...image, layers: image.layers.slice(0, 1) }, stages)).toBeNull();
  });
});

describe('for any Dockerfile of commands', () => {
  const command = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,2}$/u);
  const commands = fc.array(command, { minLength: 1, maxLength: 6 });

  it('its own history fits, in both forms, whatever the base made', () => {
    fc.assert(
      fc.property(commands, fc.array(command, { maxLength: 4 }), fc.boolean(), (own, base, buildkit) => {
        const history = [...base, ...own].map((text) =>
          buildkit ? `RUN /bin/sh -c ${text} # buildkit` : `/bin/sh -c ${text}`,
        );
        const text = `FROM base\n${own.map((line) => `RUN ${line}\n`).join('')}`;
        expect(attribute(text, history)).toEqual([
          ...base.map(() => 'base FROM'),
          ...own.map(() => 'instruction RUN'),
        ]);
      }),
    );
  });

  it('a history with another last command does not fit', () => {
    fc.assert(
      fc.property(commands, command, (own, other) => {
        fc.pre(!` ${other}`.endsWith(` ${own.at(-1) ?? ''}`));
        const history = [...own.slice(0, -1), other].map((text) => `/bin/sh -c ${text}`);
        const text = `FROM base\n${own.map((line) => `RUN ${line}\n`).join('')}`;
        expect(attribute(text, history)).toBeNull();
      }),
    );
  });
});

function attribute(text: string, history: readonly HistoryText[]): readonly string[] | null {
  return attributeLayers(anImage({ history }), stagesOf(text))?.map(short) ?? null;
}

function stagesOf(text: string) {
  return builtStages(parseDockerfile(text, 'Dockerfile'), { target: null, buildArgs: new Map() });
}

function short(origin: LayerOrigin): string {
  return `${origin.kind} ${origin.kind === 'base' ? origin.from.keyword : origin.instruction.keyword}`;
}
