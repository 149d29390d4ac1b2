const { createServer } = require('node:http');
const parse = require('minimist');
const { escape } = require('lodash');

const { port = 8080 } = parse(process.argv.slice(2));

createServer((request, response) => response.end(`Hello ${escape(request.url)}\n`)).listen(port);
