/** The page about everybody. */
export const organisationMessages = {
  organisation: {
    title: 'Organisation',
    loading: 'how it stands with everybody',
    notAllowed:
      'This page is for those who see every team: the operators of AI Scorecards, and finance for cost. Your own team is on its Group page.',
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
} as const;
