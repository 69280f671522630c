import { createServer } from 'node:http';

/** An agent's endpoint: answers at once, except below `/dead`, where nothing is ever answered. */
const server = createServer((request, response) => {
  request.resume();
  if (request.url?.startsWith('/dead') === true) return;
  request.on('end', () => response.writeHead(200, { 'content-length': 0 }).end());
});
process.on('SIGTERM', () => process.exit(0));
server.listen(Number(process.env['RECEIVER_PORT']), '127.0.0.1');
