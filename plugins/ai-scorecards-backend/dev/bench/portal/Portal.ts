import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { SIGN_IN_HEADER } from './headers';
import { Answer, Effort, PortalOptions, Request } from './messages';

/** A Backstage backend in a process of its own, with the plugin as it is and nothing that the plugin does not need. */
export class Portal {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  /** Starts one; its log is written beside its data. */
  static async start(options: PortalOptions, logFile: string): Promise<Portal> {
    const log = fs.openSync(logFile, 'w');
    const child = fork(
      path.join(__dirname, 'main.ts'),
      [JSON.stringify(options)],
      {
        execArgv: [...process.execArgv, '--expose-gc'],
        env: { ...process.env, LOG_LEVEL: 'warn', NODE_ENV: 'production' },
        stdio: ['ignore', log, log, 'ipc'],
      },
    );
    fs.closeSync(log);
    const portal = new Portal(`http://127.0.0.1:${options.port}`, child);
    const answer = await portal.#next();
    if ('failed' in answer) throw new Error(answer.failed);
    return portal;
  }

  /** Has the portal do something, and returns what it took. */
  async ask(request: Request): Promise<Effort> {
    const answer = this.#next();
    this.#child.send(request);
    const received = await answer;
    if ('failed' in received) throw new Error(received.failed);
    if (!('done' in received)) throw new Error('The portal started twice');
    return received.done;
  }

  /** A user's token for somebody and their Groups. */
  async signIn(...claims: string[]): Promise<string> {
    const response = await fetch(`${this.url}/api/auth/bench/refresh`, {
      headers: { [SIGN_IN_HEADER]: claims.join() },
    });
    const body = await response.json();
    if (!response.ok) {
      throw new Error(`Nobody can sign in: ${JSON.stringify(body)}`);
    }
    return body.backstageIdentity.token;
  }

  /** Posts JSON to a route of the plugin. */
  async post(route: string, token: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.url}/api/ai-scorecards/v1${route}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${route}: ${await response.text()}`);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** The next message that is one of ours: parts of Backstage write to the same channel. */
  #next(): Promise<Answer> {
    return new Promise(resolve => {
      const listeners = {
        message: (message: object) => {
          if ('ready' in message || 'done' in message || 'failed' in message) {
            end(message as Answer);
          }
        },
        exit: (code: number | null) =>
          end({ failed: `The portal ended with code ${code}` }),
      };
      const child = this.#child;
      function end(answer: Answer) {
        child.off('message', listeners.message);
        child.off('exit', listeners.exit);
        resolve(answer);
      }
      child.on('message', listeners.message);
      child.on('exit', listeners.exit);
    });
  }
}
