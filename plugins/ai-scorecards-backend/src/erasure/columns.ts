/**
 * What a column of text holds of people, and so what becomes of it when one of them is erased:
 *
 * - `none`: nothing; days, states, refs of Groups and tools, digests.
 * - `ref`: a user's ref; it becomes that of a nameless person.
 * - `row`: a user's ref in a row that is of no use without them; the row is deleted.
 * - `text`: free text; names in it are taken out.
 * - `json`: JSON; refs and names in its texts are taken out.
 * - `own`: more than that, by code of its own.
 */
export type PeopleIn = 'none' | 'ref' | 'row' | 'text' | 'json' | 'own';

/**
 * Every column of text in every table. One that a migration adds is entered here, or a test fails. Numbers name nobody:
 * what counts and costs stays with the small integer that stood for the person.
 */
export const COLUMNS: Readonly<
  Record<string, Readonly<Record<string, PeopleIn>>>
> = {
  booked_team_money: none('month', 'kind', 'amounts'),
  change_links: none('day', 'kind', 'ref', 'repository'),
  closed_contracts: none('month', 'terms'),
  closed_lines: {
    ...none('month', 'source', 'kind', 'currency', 'total_is'),
    ...none('price_source', 'parts_price_source', 'rounding', 'sources'),
    ...none('by_source'),
  },
  closed_money: none('month', 'kind', 'place'),
  closed_months: { ...none('month', 'closed_at'), closed_by: 'ref' },
  closed_team_money: none('month', 'kind', 'cost_centre'),
  code_hosts: {
    ...none('key', 'annotation', 'title', 'last_run_at', 'failing_since'),
    ...none('error_kind', 'resume_after', 'rate_limit'),
    last_error: 'text',
  },
  cost_adjustments: none('of_month', 'booked_on', 'kind', 'place'),
  cost_facts: {
    ...none('day', 'exact'),
    description: 'text',
    workspace: 'text',
  },
  // The log forgets people itself, so that its chain stays whole.
  decision_log: {
    ...none('at', 'type', 'request', 'exception', 'team', 'tool', 'rules'),
    ...none('previous', 'hash'),
    actor: 'own',
    data: 'own',
  },
  decision_log_head: none('hash', 'mac'),
  decision_log_people: { ...none('pseudonym', 'salt'), ref: 'own' },
  decision_log_texts: { salt: 'none', value: 'own' },
  erased_names: none('digest'),
  exception_deciders: { request_id: 'none', ref: 'row' },
  exception_deputies: {
    ...none('from_day', 'to_day'),
    member: 'row',
    deputy: 'row',
  },
  exception_outbox: {
    ...none('at', 'sent_at', 'claimed_until'),
    scope: 'text',
    notice: 'json',
  },
  // Made again from the log.
  exception_requests: {
    ...none('id', 'kind', 'state', 'lane', 'team', 'tool', 'submitted_at'),
    ...none('due_on', 'updated_at', 'exception_id', 'exception_state'),
    ...none('exception_from', 'exception_until', 'renews', 'decided_at'),
    ...none('category', 'currency'),
    requester: 'ref',
    support_owner: 'ref',
    budget_owner: 'ref',
    successor: 'ref',
    content: 'json',
  },
  exception_spans: none('exception_id', 'team', 'tool', 'from_day', 'to_day'),
  findings: none('day', 'key', 'repository', 'severity', 'fixed_on'),
  group_edges: none('valid_from', 'valid_to', 'origin'),
  groups: { ...none('entity_ref', 'title', 'type'), leads: 'own' },
  identities: {
    ...none('namespace', 'kind', 'state', 'method', 'left_on', 'updated_at'),
    account: 'own',
    email: 'own',
    login: 'own',
    vendor_id: 'own',
  },
  identity_first_days: none('day'),
  identity_months: none('month'),
  incidents: {
    ...none('key', 'day', 'kind', 'resolved_on', 'ai_involved'),
    ...none('review_adequate'),
  },
  ledger: {
    ...none('day', 'state', 'fetched_at', 'attempted_at', 'checksum'),
    ...none('exact_usage', 'exact_value'),
    error: 'text',
  },
  money_days: none('day', 'kind', 'bucket'),
  month_money: none('month', 'kind', 'bucket'),
  org_snapshots: {
    ...none('taken_at', 'day', 'state'),
    faults: 'json',
    payload: 'own',
  },
  outcome_peers: none('week', 'team_type'),
  people: {
    entity_ref: 'own',
    title: 'own',
    email: 'own',
    login: 'own',
    accounts: 'own',
  },
  person_reads: { ...none('at', 'what'), by: 'ref' },
  practice_attestations: {
    ...none('check_id', 'made_on', 'expires_on'),
    by_ref: 'ref',
    statement: 'text',
    href: 'text',
  },
  practice_changes: { day: 'none', causes: 'json', others: 'json' },
  practice_checklists: { published_on: 'none', by_ref: 'ref', items: 'json' },
  practice_documents: { ...none('url', 'fetched_at'), answer: 'json' },
  practice_groups: { ...none('document', 'lead_since'), lead: 'ref' },
  practice_levels: none('week'),
  practice_peers: none('team_type'),
  practice_results: {
    ...none('check_id', 'state', 'counts', 'since'),
    ...none('last_known_state', 'last_known_on', 'found_state', 'found_on'),
    ...none('title', 'effective_from', 'asks', 'waived_by'),
    content: 'json',
  },
  practice_standings: {
    ...none('state', 'evaluated_on', 'evaluated_at'),
    content: 'json',
  },
  pull_requests: none('day', 'repository', 'opened_at', 'merged_at', 'ai'),
  pushed_days: none('day'),
  pushed_points: none('day'),
  pushed_rows: { ...none('day', 'row_key', 'batch'), record: 'own' },
  pushed_series: none('digest', 'at'),
  pushed_sums: { ...none('day', 'model', 'field'), account: 'own' },
  quality_explanations: {
    ...none('category', 'made_on', 'expires_on'),
    text: 'text',
    by_ref: 'ref',
  },
  refused_rows: { ...none('key', 'at'), place: 'text', first_rows: 'json' },
  repositories: none('annotation', 'slug'),
  repository_facts: {
    ...none('state', 'token', 'fetched_at'),
    reason: 'text',
    facts: 'json',
  },
  repository_owners: none('valid_from', 'valid_to'),
  roster: none('valid_from', 'valid_to', 'origin'),
  scanned_repositories: none('valid_from', 'valid_to'),
  scorecards: {
    ...none('week', 'computed_at', 'basis'),
    payload: 'json',
    headline: 'none',
  },
  seat_answers: none('answer', 'answered_on'),
  seat_snapshots: none('day'),
  seats: none('valid_from', 'valid_to', 'plan'),
  settings: { key: 'none', value: 'json' },
  sources: {
    ...none('key', 'config_key', 'kind', 'title', 'failing_since'),
    ...none('last_attempt_at', 'resume_after'),
    last_error: 'text',
  },
  stale_periods: none('grain', 'period'),
  stance_acknowledgements: { ...none('version', 'on_day'), person: 'ref' },
  task_signs: none('task', 'at'),
  team_checklists: { ...none('mode', 'on_day'), by_ref: 'ref', items: 'json' },
  team_days: none('period', 'detail'),
  team_adjustments: none('of_month', 'booked_on', 'kind'),
  team_money: none('month', 'kind', 'amounts'),
  team_months: none('period', 'detail'),
  team_outcomes: none('week', 'detail'),
  team_weeks: none('period', 'detail'),
  tool_policies: none('policy', 'valid_from', 'valid_to'),
  tools: { ...none('entity_ref', 'title'), spec: 'json' },
  unreadable_rows: { day: 'none', raw: 'text', reason: 'text' },
  usage_models: none('day', 'model'),
  week_peers: none('week', 'metric', 'team_type'),
};

function none(...columns: string[]): Record<string, 'none'> {
  return Object.fromEntries(columns.map(column => [column, 'none']));
}
