/** Asks a Notary server in a process of its own: `NODE_EXTRA_CA_CERTS` is read when Node starts. */
import { verdict } from './notary-verify.ts';

const [reference = '', digest = '', size = '', server = '', rootKey = ''] = process.argv.slice(2);
const authority = { server, rootKeys: [rootKey] };
console.log(await verdict({ reference, digest, size: Number(size), authority }));
