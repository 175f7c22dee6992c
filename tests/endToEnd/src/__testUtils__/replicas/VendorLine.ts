import { once } from 'node:events';
import { createServer, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A request to a vendor. */
export interface Question {
  /** path and query */
  url: string;
  /** as text; empty until all of it went through */
  body: string;
  /** the answer went through to its end */
  answered: boolean;
}

/** Of a request: its address, and how many came through with it. */
type Fits = (url: string, asked: number) => boolean;

/**
 * A line to the vendors' stand-in of one replica's own, which tells what that replica asks for and can be slow or go
 * dead in the middle of a question.
 */
export class VendorLine {
  /** what was asked for, in order */
  readonly questions: Question[] = [];
  /** milliseconds before each is passed on */
  delay = 0;
  private dead = false;
  private waiting: { fits: Fits; reached: () => void } | undefined;

  private constructor(private readonly server: Server, readonly url: string) {}

  static async open(target: string): Promise<VendorLine> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const line = new VendorLine(server, `http://127.0.0.1:${port}`);
    server.on('request', (incoming, answer) => {
      const question = { url: incoming.url ?? '', body: '', answered: false };
      line.questions.push(question);
      if (line.waiting?.fits(question.url, line.asked)) {
        line.dead = true;
        line.waiting.reached();
      }
      if (line.dead) return;
      incoming.on('data', chunk => {
        question.body += String(chunk);
      });
      // It waits to be passed on.
      incoming.pause();
      answer.on('finish', () => {
        question.answered = true;
      });
      setTimeout(() => {
        const passed = request(
          `${target}${incoming.url}`,
          { method: incoming.method, headers: incoming.headers },
          response => {
            const headers = { ...response.headers };
            // Pages follow each other on the host that was asked.
            headers.link &&= String(headers.link).replaceAll(target, line.url);
            answer.writeHead(response.statusCode ?? 502, headers);
            response.pipe(answer);
          },
        );
        passed.on('error', () => answer.destroy());
        incoming.pipe(passed);
      }, line.delay);
    });
    return line;
  }

  /** requests that came through */
  get asked(): number {
    return this.questions.length;
  }

  /** Answers nothing from the first request on that fits; resolves when that is reached. */
  async deadFrom(fits: Fits): Promise<void> {
    await new Promise<void>(reached => {
      this.waiting = { fits, reached };
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
  }
}
