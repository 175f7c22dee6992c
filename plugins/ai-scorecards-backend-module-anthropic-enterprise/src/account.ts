import { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** Who a line of cost is for. Fields beyond the type are there or not, by its kind. */
export const actorSchema = z.object({
  type: z.string().min(1),
  user_id: z.string().min(1).nullish(),
  email: z.string().nullish(),
  name: z.string().nullish(),
});

export type Actor = z.output<typeof actorSchema>;

/** A person by e-mail; one who was deleted may have nothing left but the vendor's id. Undefined without both. */
export function personAccount(
  email: string | null | undefined,
  id: string | null | undefined,
): AccountRef | undefined {
  const vendorId = id ? { vendorId: id } : {};
  if (email) {
    return { kind: 'email', key: email.toLowerCase(), email, ...vendorId };
  }
  return id ? { kind: 'id', key: id, ...vendorId } : undefined;
}

/** The account of an actor: whoever is no user is a machine. Undefined when it has no name at all. */
export function actorAccount(actor: Actor): AccountRef | undefined {
  if (actor.type === 'user_actor') {
    return personAccount(actor.email, actor.user_id);
  }
  const name = actor.user_id ?? actor.email ?? actor.name;
  return name
    ? { kind: 'service', key: `${actor.type}:${name.toLowerCase()}` }
    : undefined;
}
