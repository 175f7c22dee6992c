import { createRequire } from 'node:module';

type Run = (...values: unknown[]) => unknown;

/** What is used of the driver of SQLite. */
interface Driver {
  prototype: { prepare(sql: string): Record<'all' | 'run' | 'get', Run> };
}

/**
 * Times the statements of SQLite, whose driver works on the event loop: what one of them takes, everybody waits. COMMIT is
 * left out, which is as long as the disk takes.
 */
export class StatementWatch {
  /** Of the longest since the last reset, in milliseconds; 0 without SQLite. */
  longest = 0;
  sql = '';

  start(): void {
    const driver: Driver = createRequire(__filename)('better-sqlite3');
    const { prototype } = driver;
    const { prepare } = prototype;
    const note = (sql: string, ms: number) => this.#note(sql, ms);
    prototype.prepare = function prepared(sql) {
      const begin = performance.now();
      const statement = prepare.call(this, sql);
      note(sql, performance.now() - begin);
      for (const method of ['all', 'run', 'get'] as const) {
        const work = statement[method];
        statement[method] = (...values) => {
          const start = performance.now();
          try {
            return work.apply(statement, values);
          } finally {
            note(sql, performance.now() - start);
          }
        };
      }
      return statement;
    };
  }

  reset(): void {
    this.longest = 0;
    this.sql = '';
  }

  #note(sql: string, ms: number): void {
    if (ms <= this.longest || /^commit/i.test(sql)) return;
    this.longest = ms;
    this.sql = sql;
  }
}
