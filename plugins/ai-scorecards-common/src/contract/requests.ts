import { z } from 'zod';
import {
  askFaultSchema,
  askSchema,
  conditionAskSchema,
  conditionDemandSchema,
  dataClassSchema,
  laneSchema,
} from './asks';
import { circumstancesSchema } from './circumstances';
import {
  daySchema,
  entityRefSchema,
  microsSchema,
  pageQuerySchema,
} from './primitives';
import { headlineMetricSchema } from './scorecard';
import { toolPolicySchema } from './tools';

export const requestStateSchema = z.enum([
  'draft',
  'submitted',
  'in_review',
  'changes_requested',
  'approved',
  'rejected',
  'withdrawn',
  'lapsed',
]);
export type RequestState = z.infer<typeof requestStateSchema>;

export const decisionOutcomeSchema = z.enum([
  'approved',
  'rejected',
  'lapsed',
  'withdrawn',
]);

/** What a decision rests on. */
export const decisionBasisSchema = z.enum([
  'votes',
  'standing-approval',
  'break-glass',
  'rule',
  'requester',
]);

/** `standing` asks the board for a standing approval instead of an exception of one team. */
export const requestKindSchema = z.enum(['team', 'standing']);

/** One key's worth of reasons for an approval. */
export const approvalReasonSchema = z.enum([
  'fills-a-gap',
  'limited-trial',
  'client-demands-it',
  'compliance-demands-it',
  'proven-use',
]);

/** Reasons as votes hold them: early ones may give one that told why a team asks, which is not offered any more. */
export const keptReasonSchema = z.enum([
  ...approvalReasonSchema.options,
  'accessibility',
]);
export type ApprovalReason = z.infer<typeof keptReasonSchema>;

const instant = z.string();
const sentence = z.string().trim().min(3).max(4000);

/** An instant is ISO text in UTC; a person is a full user ref, `system`, or `erased`. */
export const voteSchema = z.object({
  by: z.string(),
  /** Whom a deputy stands in for. */
  onBehalfOf: z.string().nullable(),
  /** The board, or the Group whose voice it is. */
  as: z.string(),
  at: instant,
  revision: z.number().int(),
  verdict: z.enum(['approve', 'reject']),
  reasonCode: keptReasonSchema.nullable(),
  reason: z.string().nullable(),
  conditions: z.array(conditionAskSchema),
  /** False once a later revision, an appeal or stepping aside voided it. */
  counts: z.boolean(),
});
export type Vote = z.infer<typeof voteSchema>;

export const commentSchema = z.object({
  id: z.string(),
  by: z.string(),
  at: instant,
  text: z.string(),
  /** `board` never leaves the board's answers. */
  audience: z.enum(['team', 'board']),
});

/** What the team had before, in the public form: never another team's text. */
export const precedentSchema = z.object({
  tool: z.string(),
  toolTitle: z.string(),
  outcome: z.enum(['approved', 'rejected']),
  decidedOn: daySchema,
  seats: z.number().int().nullable(),
  days: z.number().int().nullable(),
  data: dataClassSchema.nullable(),
  conditions: z.array(z.string()),
  /** The board's reason. */
  reason: z.string().nullable(),
});
export type Precedent = z.infer<typeof precedentSchema>;

const named = z.object({ ref: z.string(), title: z.string() });

/** Actions of a person on a request, as the state machine names them. */
export const requestActionSchema = z.enum([
  'edit',
  'delete',
  'submit',
  'withdraw',
  'vote',
  'comment',
  'request-changes',
  'recuse',
  'appeal',
  'break-glass',
  'ratify',
  'end-standing',
]);
export type RequestAction = z.infer<typeof requestActionSchema>;

/** Security answers that a tool brings along, so that no request gives them again. */
export const inheritedSecuritySchema = z.object({
  /** `registry`: the review of the tool's entry. `request`: what an approved request answered. */
  from: z.enum(['registry', 'request']),
  reviewedOn: daySchema,
  reviewAgainOn: daySchema.nullable(),
  text: z.string(),
});

/** A row of a list of requests. */
export const requestRowSchema = z.object({
  id: z.string(),
  kind: requestKindSchema,
  state: requestStateSchema,
  revision: z.number().int(),
  lane: laneSchema,
  team: named,
  tool: named,
  requester: z.string(),
  seats: z.number().int().nullable(),
  costPerMonth: microsSchema.nullable(),
  currency: z.string(),
  data: dataClassSchema.nullable(),
  until: daySchema.nullable(),
  submittedAt: instant.nullable(),
  /** UTC day on which a decision is due. */
  dueOn: daySchema.nullable(),
  overdue: z.boolean(),
  approvals: z.object({ have: z.number().int(), needed: z.number().int() }),
  voices: z.array(
    z.object({
      group: z.string(),
      title: z.string(),
      state: z.enum(['waiting', 'approved', 'rejected']),
    }),
  ),
  /** Whether the caller may vote now. */
  mayVote: z.boolean(),
  /** The caller voted on this revision or stepped aside. */
  done: z.boolean(),
  renews: z.string().nullable(),
  /** Teams whose requests for the same tool it joins. */
  joins: z.array(named),
  /** What to do, where it is in review and too few people may decide it; else null. */
  stuck: z.string().nullable(),
  /** How it was decided, in short; null while it is not. */
  decided: z
    .object({
      outcome: decisionOutcomeSchema,
      at: instant,
      basis: decisionBasisSchema,
      /** Whose votes or whose deed it was; empty where a standing approval or a rule decided. */
      by: z.array(z.string()),
      /** Lapsed: whose move it was; left out where that was not kept. */
      waitedFor: z.enum(['board', 'team', 'nobody']).optional(),
    })
    .nullable(),
  /** The exception that it made. */
  exception: z.string().nullable(),
});
export type RequestRow = z.infer<typeof requestRowSchema>;

export const requestOrderSchema = z.enum(['due', 'decided']);
export type RequestOrder = z.infer<typeof requestOrderSchema>;

export const requestsQuerySchema = pageQuerySchema.extend({
  status: z
    .string()
    .optional()
    .describe('States, separated by commas; open means all that wait'),
  team: entityRefSchema.optional(),
  tool: entityRefSchema.optional(),
  /** Those whose decision waits for the caller's vote. */
  assignedToMe: z.enum(['true', 'false']).optional(),
  kind: requestKindSchema.optional(),
  order: requestOrderSchema
    .optional()
    .describe(
      'due: the next due first, which is the default; decided: those that are decided, the last decided first',
    ),
});
/** Whether requests can be sent and decided at all. */
export const readinessSchema = z.object({
  /** `no-log-key`: nothing can be kept either. */
  state: z.enum(['ok', 'no-log-key', 'no-board', 'no-eligible-approvers']),
  /** What to do, where the state is not ok; else null. */
  sentence: z.string().nullable(),
});
export type Readiness = z.infer<typeof readinessSchema>;

export const requestsResponseSchema = z.object({
  items: z.array(requestRowSchema),
  nextCursor: z.string().nullable(),
  /** Whether the caller sits on a board, speaks for a voice or stands in for somebody. */
  sits: z.boolean(),
  /** Whether the caller may read what was decided and the log of it. */
  seesHistory: z.boolean(),
  /** Of the team that is asked about, else of the caller's teams, else of the board as a whole. */
  board: readinessSchema,
  /** Of the whole list that the caller may see: "12 to decide · 2 overdue · 3 wait for others". */
  counts: z.object({
    toDecide: z.number().int(),
    overdue: z.number().int(),
    waitForOthers: z.number().int(),
  }),
});

/** Limits of a standing approval, inside which every team is granted at once. */
export const standingLimitsSchema = z.object({
  seats: z.number().int(),
  days: z.number().int(),
  /** A month, all seats of a team together, in the currency of the ask. */
  costPerMonth: microsSchema.min(0),
  data: z.array(dataClassSchema),
  until: daySchema,
});

/** A request with everything that the caller may see of it. */
export const requestSchema = requestRowSchema.extend({
  /** Free text of an accessibility reason is null for those who neither ask nor decide. */
  ask: askSchema,
  /** Limits of a standing approval; null for a team's request. */
  standing: standingLimitsSchema
    .extend({
      /** Null in early ones, which nobody gave a limit. */
      costPerMonth: microsSchema.nullable(),
    })
    .nullable(),
  toolPolicy: toolPolicySchema.nullable(),
  /** Null where the request gives its own answers, or nobody did. */
  inherited: inheritedSecuritySchema.nullable(),
  /**
   * Requests of other teams for the same tool that it joins or that join it. Those who decide see which request, and what
   * it asks in a sentence; everybody else sees the team alone.
   */
  joined: z.array(
    z.object({
      team: named,
      request: z.string().nullable(),
      sentence: z.string().nullable(),
    }),
  ),
  createdAt: instant,
  updatedAt: instant,
  /** What a submission still misses. */
  faults: z.array(askFaultSchema),
  votes: z.array(voteSchema),
  recused: z.array(z.string()),
  /** Who may vote, who may not and why, worked out from the catalog now. */
  voters: z.object({
    /** `no-voice`: nobody of a Group that has to be heard can speak. */
    state: z.enum(['ok', 'no-board', 'no-eligible-approvers', 'no-voice']),
    /** One sentence on what to do, where the state is not ok. */
    sentence: z.string().nullable(),
    eligible: z.array(named),
    barred: z.array(named.extend({ because: z.string() })),
    you: z.object({
      mayVote: z.boolean(),
      because: z.string().nullable(),
      /** From where you may vote now and have not: the board's seat with null, a voice's with its Group. */
      seats: z.array(
        z.object({ as: z.string().nullable(), title: z.string() }),
      ),
    }),
  }),
  comments: z.array(commentSchema),
  decision: z
    .object({
      outcome: decisionOutcomeSchema,
      at: instant,
      revision: z.number().int(),
      basis: decisionBasisSchema,
      reason: z.string().nullable(),
      conditions: z.array(conditionAskSchema),
      /** Break-glass: last day for the board to ratify; null once it has, or where nothing is to ratify. */
      ratifyBy: daySchema.nullable(),
      /** For those who may read the log, left out for others; null where it was not recorded. */
      circumstances: circumstancesSchema.nullable().optional(),
    })
    .nullable(),
  appealUntil: daySchema.nullable(),
  precedents: z.array(precedentSchema),
  /** "longer than any granted so far": what differs from precedent, a sentence each. */
  differs: z.array(z.string()),
  /** For those who decide: the team's headline figures, its tools, and what live checks say today; else empty. */
  figures: z.array(
    headlineMetricSchema.pick({
      id: true,
      title: true,
      unit: true,
      figure: true,
      status: true,
    }),
  ),
  teamTools: z.array(z.string()),
  checks: z.array(
    z.object({
      kind: z.string(),
      /** "today 142 USD"; null where nothing is known. */
      now: z.string().nullable(),
      /** The figure is not shown for this team: no condition may rest on it. */
      heldBack: z.boolean(),
    }),
  ),
  /** "no SSO", "third renewal": a few words each. */
  flags: z.array(z.string()),
  /** What changed since the revision before. */
  changed: z.array(
    z.object({ field: z.string(), before: z.string(), after: z.string() }),
  ),
  /** Sent → Security ✓ → 1 of 2 approvals → decision by Fri 4 Dec. */
  timeline: z.array(
    z.object({
      at: instant.nullable(),
      what: z.string(),
      by: z.string().nullable(),
      state: z.enum(['done', 'now', 'ahead']),
    }),
  ),
  /** What the caller may do now. */
  may: z.array(requestActionSchema),
});
export type ExceptionRequest = z.infer<typeof requestSchema>;

export const createRequestSchema = z.object({
  /** Of the client's choosing: sent again with the same one, what is there is answered and nothing is made or changed. */
  id: z.string().uuid().optional(),
  kind: requestKindSchema.default('team'),
  ask: askSchema,
  standing: standingLimitsSchema.nullable().optional(),
  /** The exception that it renews. */
  renews: z.string().optional(),
});
export const previewRequestSchema = z.object({
  ask: askSchema,
  /** The request that would be changed to this: another one of the team would be in the way. */
  request: z.string().max(64).optional(),
});
export const editRequestSchema = z.object({
  /** The revision that was seen; another one is a conflict. */
  revision: z.number().int(),
  /** Drafts: the `updatedAt` that was seen, as their revision stays; another one is a conflict. */
  updatedAt: instant.optional(),
  ask: askSchema,
  standing: standingLimitsSchema.nullable().optional(),
});

export const voteRequestSchema = z
  .object({
    revision: z.number().int(),
    verdict: z.enum(['approve', 'reject']),
    /** The Group whose voice it is; by default the board's vote. */
    as: entityRefSchema.optional(),
    reasonCode: approvalReasonSchema.optional(),
    reason: sentence.optional(),
    conditions: z.array(conditionDemandSchema).max(20).default([]),
  })
  .superRefine((vote, context) => {
    if (vote.verdict === 'reject' && !vote.reason) {
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        message: 'must say in a sentence why it is rejected',
      });
    }
    if (vote.verdict === 'approve' && !vote.reasonCode) {
      context.addIssue({
        code: 'custom',
        path: ['reasonCode'],
        message: 'must name a reason of the list',
      });
    }
  });
export const commentRequestSchema = z.object({
  text: sentence,
  audience: z.enum(['team', 'board']).default('team'),
});
export const requestChangesSchema = z.object({
  revision: z.number().int(),
  text: sentence,
});
export const recuseSchema = z.object({ reason: sentence.optional() });
export const appealSchema = z.object({ text: sentence });
export const breakGlassSchema = z.object({
  revision: z.number().int(),
  reason: sentence,
});
export const ratifySchema = z.object({ reason: sentence.optional() });

/**
 * What the form's rail says while it is filled in; nothing is stored.
 * `POST /exception-requests/preview` with an ask.
 */
export const previewResponseSchema = z.object({
  lane: laneSchema,
  /** "No exception needed. Get it." · "Granted at once if you stay within 10 seats, 90 days, no confidential data." */
  sentence: z.string(),
  /** "Granted at once if you stay within …": a standing approval for the tool, also where the ask is outside of it. */
  standing: z.string().nullable(),
  /** Sent as it is, the exception runs at once: nobody else decides or accepts support, and it begins today. */
  startsNow: z.boolean(),
  /** Where the lane is none because the tool is prohibited, retired, or not the caller's to ask. */
  refused: z.boolean(),
  links: z
    .object({
      get: z.string().nullable(),
      setUp: z.string().nullable(),
      help: z.string().nullable(),
    })
    .nullable(),
  decides: z.string().nullable(),
  voices: z.array(named.extend({ because: z.string() })),
  dueOn: daySchema.nullable(),
  /** Median days of the last decisions in this lane; null before there were three. */
  usualDays: z.number().nullable(),
  /** Granted of decided requests for this tool. */
  granted: z
    .object({ of: z.number().int(), granted: z.number().int() })
    .nullable(),
  faults: z.array(askFaultSchema),
  /** Fields that this ask needs beyond the four of the express lane, each with why. */
  needs: z.array(z.object({ field: z.string(), because: z.string() })),
  /** Suggested values: cost from the registry's price, the end date. */
  suggested: z.object({
    costPerMonth: microsSchema.nullable(),
    currency: z.string(),
    from: daySchema,
    until: daySchema,
    supportOwner: z.string().nullable(),
  }),
  /** Security answers that the tool brings along. */
  inherited: inheritedSecuritySchema.nullable(),
  /** Groups whose components and systems a scope may name: the team's own, and those below where they are asked for. */
  ownedBy: z.array(z.string()),
  precedents: z.array(precedentSchema),
  /** "Team Atlas is asking too": open requests of other teams for the tool, by team title. */
  askingToo: z.array(named),
  /** The team's own open request or live exception for the tool, which stands in the way. */
  inTheWay: z
    .object({
      kind: z.enum(['request', 'exception']),
      id: z.string(),
      sentence: z.string(),
    })
    .nullable(),
  board: z.enum(['ok', 'no-board', 'no-eligible-approvers', 'no-voice']),
});
export type RequestPreview = z.infer<typeof previewResponseSchema>;
