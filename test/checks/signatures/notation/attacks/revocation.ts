import { der } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import { makeChain, notationStore } from '../../../../support/notation-authority.ts';
import { makeCrl, makeOcsp } from '../../../../support/notation-revocation.ts';
import { authorityInformation, distributionPoints } from '../../../../support/x509-ca.ts';
import type { Cast, Scene } from '../../../../support/notation-scene.ts';
import type { Attack } from './attack.ts';

const DAY = 24 * 3600 * 1000;
const revocable = ({ revocable: chain }: Cast): Scene => ({ chain });

/** On the services that tell what is revoked. */
export const REVOCATION_ATTACKS: readonly Attack[] = [
  {
    does: 'signs with a revoked certificate (OCSP)',
    code: 'NOTATION_REVOKED',
    from: revocable,
    change: (cast) => answering(cast, 'revoked'),
  },
  {
    does: 'stands between and cuts the OCSP service off',
    code: 'NOTATION_REVOCATION_UNKNOWN',
    from: revocable,
    change: (cast) => {
      cast.services.answers.set('/gone', 503);
      return trusting(
        cast,
        makeChain({ leafExtensions: [authorityInformation(`${cast.services.url}/gone`)] }),
      );
    },
  },
  {
    does: 'answers for the OCSP service with an own key',
    code: 'NOTATION_REVOCATION_UNKNOWN',
    from: revocable,
    change: (cast) => {
      const chain = makeChain({ leafExtensions: [authorityInformation(`${cast.services.url}/forged`)] });
      const { intermediate: issuer, leaf: certificate } = chain;
      const signer = { ...issuer, key: makeChain().leaf.key };
      cast.services.answers.set('/forged', makeOcsp({ certificate, issuer, signer, certificates: null }));
      return trusting(cast, chain);
    },
  },
  {
    does: 'plays an old OCSP answer again, from before the revocation',
    code: 'NOTATION_REVOCATION_UNKNOWN',
    from: revocable,
    change: (cast) => {
      const chain = makeChain({ leafExtensions: [authorityInformation(`${cast.services.url}/old`)] });
      const { intermediate: issuer, leaf: certificate } = chain;
      const times = {
        thisUpdate: new Date(Date.now() - 9 * DAY),
        nextUpdate: new Date(Date.now() - 8 * DAY),
      };
      cast.services.answers.set('/old', makeOcsp({ certificate, issuer, ...times }));
      return trusting(cast, chain);
    },
  },
  {
    does: 'signs with a revoked certificate (list)',
    code: 'NOTATION_REVOKED',
    from: revocable,
    change: (cast) => {
      const chain = makeChain({ leafExtensions: [distributionPoints(`${cast.services.url}/list`)] });
      cast.services.answers.set('/list', makeCrl({ issuer: chain.intermediate, revoked: [chain.leaf] }));
      return trusting(cast, chain);
    },
  },
  {
    does: 'lets a list of changes stand for the whole list',
    code: 'NOTATION_REVOCATION_UNKNOWN',
    from: revocable,
    change: (cast) => {
      const chain = makeChain({ leafExtensions: [distributionPoints(`${cast.services.url}/delta`)] });
      cast.services.answers.set(
        '/delta',
        makeCrl({ issuer: chain.intermediate, extensions: [['2.5.29.27', true, der(2, Buffer.of(1))]] }),
      );
      return trusting(cast, chain);
    },
  },
  {
    does: 'makes the certificate lead to a service of this machine',
    code: 'NOTATION_REVOCATION_UNKNOWN',
    from: revocable,
    change: (cast) =>
      trusting(cast, makeChain({ leafExtensions: [authorityInformation('http://127.0.0.1:9/')] })),
  },
];

function trusting(cast: Cast, chain: Cast['chain']): Scene {
  return { chain, stores: [notationStore('ca', cast.chain.root, chain.root)] };
}

function answering(cast: Cast, status: 'revoked'): Scene {
  const chain = makeChain({ leafExtensions: [authorityInformation(`${cast.services.url}/${status}`)] });
  const { intermediate: issuer, leaf: certificate } = chain;
  cast.services.answers.set(`/${status}`, makeOcsp({ certificate, issuer, status }));
  return trusting(cast, chain);
}
