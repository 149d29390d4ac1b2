import { der } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import { makeChain, notationStore } from '../../../../support/notation-authority.ts';
import { makeTimestampChain, timestampAttribute } from '../../../../support/notation-timestamp.ts';
import type { Scene } from '../../../../support/notation-scene.ts';
import type { Attack } from './attack.ts';

const DAY = 24 * 3600 * 1000;
const stamped = (): Scene => ({ stamp: {} });

/** On time stamps. */
export const TIMESTAMP_ATTACKS: readonly Attack[] = [
  {
    does: 'takes the time stamp away',
    code: 'NOTATION_TIMESTAMP_MISSING',
    from: stamped,
    change: () => ({ stamp: {}, sign: { after: (parts) => ({ ...parts, timestamp: null }) } }),
  },
  {
    does: 'brings the time stamp of another signature',
    code: 'NOTATION_TIMESTAMP_OTHER',
    from: stamped,
    change: () => ({
      stamp: {
        info: (fields) =>
          fields.map((field, at) =>
            at === 2 ? Buffer.from(field.toString('hex').replace(/.{8}$/u, '00000000'), 'hex') : field,
          ),
      },
    }),
  },
  {
    does: 'sets the time of the time stamp back',
    code: 'NOTATION_TIMESTAMP',
    from: stamped,
    change: () => ({
      stamp: {
        signedData: (fields) =>
          fields.map((field, at) =>
            at === 2
              ? Buffer.from(field.toString('latin1').replace(/20\d{12}(?=\.|Z)/u, '20200101000000'), 'latin1')
              : field,
          ),
      },
    }),
  },
  {
    does: 'stamps the time with an own authority',
    code: 'NOTATION_TIMESTAMP_UNTRUSTED',
    from: stamped,
    change: () => {
      const own = makeTimestampChain();
      return { stamp: { signer: own.leaf, certificates: own.all } };
    },
  },
  {
    does: 'stamps the time with the own code signing certificate of a trusted authority',
    code: 'NOTATION_TIMESTAMP_CERTIFICATE',
    from: stamped,
    change: ({ chain, time }) => ({
      stamp: { signer: chain.leaf, certificates: chain.all },
      stores: [notationStore('ca', chain.root), notationStore('tsa', chain.root, time.root)],
    }),
  },
  {
    does: 'lets the time stamp name another signer',
    code: 'NOTATION_TIMESTAMP',
    from: stamped,
    change: () => ({
      stamp: {
        attributes: (all) => [
          ...all.slice(0, 2),
          timestampAttribute(
            '1.2.840.113549.1.9.16.2.47',
            der(0x30, der(0x30, der(0x30, der(0x04, Buffer.alloc(32))))),
          ),
        ],
      },
    }),
  },
  {
    does: 'signs after the certificate has ended, with an honest time stamp',
    code: 'NOTATION_TIMESTAMP_OUTSIDE',
    from: stamped,
    change: ({ time }) => {
      const dates = { from: new Date(Date.now() - 9 * DAY), to: new Date(Date.now() - DAY) };
      const chain = makeChain({ leaf: dates });
      return { stamp: {}, chain, stores: [notationStore('ca', chain.root), notationStore('tsa', time.root)] };
    },
  },
];
