import {
  RepositoryAnswer,
  SourceError,
} from 'backstage-plugin-ai-scorecards-node';
import { faultOfOwner } from '../codeHost/faultOfOwner';

interface Options<Ask> {
  read: (owner: string, own: readonly Ask[]) => AsyncIterable<RepositoryAnswer>;
  /** Asks for what GitHub tells whatever is wrong with an owner; throws a SourceError while GitHub fails. */
  probe: () => Promise<void>;
}

/**
 * Reads one owner after the other. One that fails keeps nothing from the others: what it left open is answered at the
 * end as failed, with a reason that names it. Throws what is a fault of the host: it does not answer the probe either,
 * refuses the token, is at its limit, or fails for every owner.
 */
export async function* ownersApart<Ask extends { slug: string }>(
  asks: readonly Ask[],
  { read, probe }: Options<Ask>,
): AsyncGenerator<RepositoryAnswer, void, void> {
  const owners = byOwner(asks);
  const faults: SourceError[] = [];
  const left: RepositoryAnswer[] = [];
  for (const [owner, own] of owners) {
    const open = new Set(own.map(({ slug }) => slug));
    try {
      for await (const answer of read(owner, own)) {
        open.delete(answer.slug);
        yield answer;
      }
    } catch (error) {
      const fault = faultOfOwner(owner, error);
      await probe();
      faults.push(fault);
      for (const slug of open) {
        left.push({ state: 'failed', slug, reason: fault.message });
      }
    }
  }
  if (faults.length > 0 && faults.length === owners.size) throw faults[0];
  yield* left;
}

function byOwner<Ask extends { slug: string }>(
  asks: readonly Ask[],
): Map<string, Ask[]> {
  const owners = new Map<string, Ask[]>();
  for (const ask of asks) {
    const [owner] = ask.slug.split('/');
    const own = owners.get(owner);
    if (own) own.push(ask);
    else owners.set(owner, [ask]);
  }
  return owners;
}
