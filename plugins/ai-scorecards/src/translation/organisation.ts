/** The page about everybody. */
export const organisationMessages = {
  organisation: {
    title: 'Organisation',
    loading: 'how it stands with everybody',
    notAllowed:
      'This page is for those who see every team: the operators of AI Scorecards, and finance for cost. Your own team is on its Group page.',
    period: 'Period',
    weeks: '{{weeks}} weeks',
    lines: 'Lines',
    all: 'All',
    spend: 'Spend',
    about:
      'Seats and usage are added up; usage value stands beside them and is never added. What no team shows on its own and the buckets of the reconciliation are at the end, so that each month adds up.',
    months: 'Cost of everybody by month',
    parts: 'Cost of everybody in {{month}}',
    cost: 'Cost',
    by: 'By',
    team: 'Team',
    tool: 'Tool',
    model: 'Model',
    notKnown: 'not known',
    noSpend: 'Nothing says yet what the tools in use cost.',
  },
  unknowns: {
    title: "What we don't know",
    nothing: 'Nothing that we know of.',
    accounts: 'Accounts',
    accountsUnknown: 'No source has named an account yet.',
    accountsMatched:
      '{{share}} of accounts are matched to people; what the others do is in no figure of people.',
    costMatched: '{{share}} of cost is of matched accounts.',
    provisional:
      'That is too few: figures are provisional, have no status, and no rule acts on them.',
    tools: 'Tools',
    withoutSeats:
      '{{tool}} reports no seats, so its users are not in the licensed rate.',
    because: '{{what}}: {{reason}}.',
    sources: 'Sources',
    source: '{{source}}: {{state}}, {{day}}.',
    sourceStates: {
      current: 'current',
      collecting: 'still collecting',
      late: 'late',
      failed: 'collection fails',
      disabled: 'off, its configuration is wrong',
    },
    lastDay: 'last day {{day}}',
    noDay: 'no day yet',
    figures: 'Figures',
    cost: 'Cost',
    bucket: '{{month}}: {{amount}} stand in no team ({{bucket}}).',
  },
  checksMap: {
    title: 'Practices',
    chart: 'Teams that pass, by check',
    summary:
      'Share of assessed teams that pass each of {{checks}} checks. The fewest pass: {{check}}, {{share}}.',
    note: 'The stronger the colour, the more teams pass. Dashed: no team is assessed yet. Teams that a check does not apply to are left out.',
    none: 'No team is assessed yet.',
  },
} as const;
