import { createServer, IncomingMessage, RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';

/** A real server on a loopback port, for what only real sockets do: hang, and end in the middle. Test code. */
export interface TestServer {
  url: string;
  requests: IncomingMessage[];
  answer(listener: RequestListener): void;
  close(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  let answer: RequestListener = (_, response) => response.writeHead(500).end();
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer: listener => {
      requests.length = 0;
      answer = listener;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close(error => (error ? reject(error) : resolve()));
      }),
  };
}
