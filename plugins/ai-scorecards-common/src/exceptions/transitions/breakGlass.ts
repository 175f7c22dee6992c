import { conflict, notAllowed } from '../context';
import { conditionsOf, granted, notGranted } from '../grant';
import { Transition } from '../transition';

/** An admin grants in an emergency; the board has some days to ratify it. */
export const breakGlass: Transition<'break-glass'> = {
  command: 'break-glass',
  request: ['in_review'],
  decide(known, { revision, reason }, context) {
    const { actor } = context;
    if (known.request.kind === 'standing') {
      return conflict('A standing approval is no emergency: the board decides');
    }
    if (!actor.isAdmin) {
      return notAllowed('Only admins may decide in an emergency');
    }
    if (actor.barredBecause !== null) return notAllowed(actor.barredBecause);
    if (revision !== known.request.revision) {
      return conflict(
        `Revision ${known.request.revision} is there now: read what changed`,
      );
    }
    const refused = notGranted(known, context);
    if (refused) return refused;
    return granted(known, context, {
      by: actor.ref,
      basis: 'break-glass',
      reason,
      // Whoever approved before did so under these.
      conditions: conditionsOf(known.request, context),
      ratifyBy: context.ratifyBy,
      standing: null,
      circumstances: context.circumstances({
        who: actor.ref,
        role: 'admin',
        of: null,
      }),
    });
  },
};
