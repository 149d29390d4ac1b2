import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPomXml } from '../../../../src/inventory/cataloguers/java/pom-xml.ts';

const ID = '<groupId>g</groupId><artifactId>a</artifactId><version>1</version>';

function read(xml: string) {
  return readPomXml(Buffer.from(xml));
}

describe('a pom.xml', () => {
  it.each([
    ['what it states', `<?xml version="1.0"?>\n<project xmlns="x">${ID}</project>`],
    [
      'what its parent states for it',
      '<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent><artifactId> a </artifactId></project>',
    ],
    [
      'nothing from comments and dependencies',
      `<project><!-- <version>2</version> --><dependencies><dependency><version>3</version></dependency></dependencies>${ID}</project>`,
    ],
  ])('gives %s', (_, xml) => {
    expect(read(xml)).toEqual({ group: 'g', artifact: 'a', version: '1' });
  });

  it.each([
    ['a variable', `<project>${ID.replace('1', '${revision}')}</project>`],
    ['no version', '<project><groupId>g</groupId><artifactId>a</artifactId></project>'],
    ['a version twice', `<project>${ID}<version>2</version></project>`],
    ['another root', `<other>${ID}</other>`],
    ['own entities', `<!DOCTYPE p><project>${ID}</project>`],
    ['a missing end', `<project>${ID}`],
    ['crossed ends', `<project>${ID}<a></project></a>`],
    ['an endless depth', `<project>${ID}${'<a>'.repeat(100)}${'</a>'.repeat(100)}</project>`],
  ])('gives nothing for %s', (_, xml) => {
    expect(read(xml)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<', '>', '/', '!--', '-->', 'project', '![CDATA[', ']]>')),
        (parts) => {
          expect(read(parts.join(''))).toBeNull();
        },
      ),
    );
  });
});
