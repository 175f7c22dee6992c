import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Knex } from 'knex';
import { everyText, PlacedText } from '../everyText';
import { WrittenFiles } from '../writtenFiles';
import { nameIn } from './somebody';

/** Looks for somebody in everything that a portal keeps, writes, logs and hands out. */
export class Traces {
  constructor(
    private readonly places: {
      knex: Knex;
      written: WrittenFiles;
      /** lines of the server's log */
      log: readonly string[];
      /** whose doing the audit log of the installation tells */
      person: string;
      names: readonly string[];
      /** what the operator wrote: files, and folders of them */
      operators: readonly string[];
    },
  ) {}

  /**
   * Where any of the names stands, with its beginning.
   * @param answers - what the portal answers and hands out as files
   */
  async found(answers: readonly PlacedText[]): Promise<string[]> {
    const { knex, written, log, person } = this.places;
    const texts = [
      ...(await everyText(knex)),
      ...written.texts(),
      ...answers,
      ...log
        // What they did themselves is in the audit log of the installation, which is not this plugin's to rewrite.
        .filter(text => !text.includes(`"actorId":"${person}"`))
        .map((text, line) => ({ place: `log ${line}`, text })),
    ];
    return texts.flatMap(({ place, text }) => {
      const name = this.nameIn(text);
      return name ? [`${place}: ${name} in ${text.slice(0, 300)}`] : [];
    });
  }

  /** The same without the files that are the operator's, who alone takes somebody out of them. */
  async left(answers: readonly PlacedText[]): Promise<string[]> {
    const own = this.operatorsFiles();
    return (await this.found(answers)).filter(
      place => !own.some(file => place.startsWith(`${file}: `)),
    );
  }

  /** Files of the operator that name somebody, or are named by them. */
  operatorsFiles(): string[] {
    return this.places.operators
      .filter(place => existsSync(place))
      .flatMap(place =>
        place.endsWith('.csv')
          ? [place]
          : readdirSync(place).map(file => path.join(place, file)),
      )
      .filter(
        file => this.nameIn(file) || this.nameIn(readFileSync(file, 'utf8')),
      );
  }

  /** What docs/operate.md asks of the operator. */
  cleanFiles(): void {
    for (const file of this.operatorsFiles()) {
      if (this.nameIn(file)) {
        rmSync(file);
      } else {
        const lines = readFileSync(file, 'utf8').split('\n');
        writeFileSync(
          file,
          lines.filter(line => !this.nameIn(line)).join('\n'),
        );
      }
    }
  }

  private nameIn(text: string): string | undefined {
    return nameIn(text, this.places.names);
  }
}
