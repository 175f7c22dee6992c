/** Output and quality of a team, against its own baseline. */
export const outcomeMessages = {
  outcomes: {
    title: 'Output and quality',
    loading: 'output and quality',
    together: 'Moves together, not because of.',
    span: 'Four weeks to {{day}}, against your own 26 weeks before them.',
    index: '{{title}}, own baseline = 100',
    summary:
      '{{title}} by week, {{from}} to {{to}}; own baseline = 100. Last: {{value}}.',
    noWeek: '{{title}}: {{reason}}',
    baselineLine: 'Dashed: own baseline',
    week: 'Week of',
    value: 'Own baseline = 100',
    state: 'State',
    details: 'In detail',
    what: 'What',
    now: 'Four weeks',
    to: 'to {{day}}',
    developers_one: '{{count}} developer.',
    developers_other: '{{count}} developers.',
    settling:
      'Each week tells of the changes up to two weeks before it, which had time to fail.',
    before: 'Own baseline',
    change: 'Against it',
  },
  quality: {
    title: 'Change failure among comparable teams',
    words:
      'The middle half of {{teams}} comparable teams is at {{from}} to {{to}}. {{own}}',
    wordsSame:
      'The middle half of {{teams}} comparable teams is at {{from}}. {{own}}',
    band: {
      low: 'This team lies below it.',
      middle: 'This team lies inside it.',
      high: 'This team lies above it.',
    },
    bandUnknown: 'Where this team lies is not known.',
    none: '{{state}}. The band is drawn from five comparable teams on.',
    whyOutside:
      'There may be a good reason, such as the domain or a legacy. A word from the lead helps others to read the figure.',
    explain: 'Explain',
    explainAgain: 'Explain anew',
    explained: '{{category}}, said {{day}}, holds until {{until}}, by',
    category: { domain: 'Domain', legacy: 'Legacy', other: 'Other' },
  },
  explain: {
    title: 'Why is change failure unusual here?',
    intro:
      'Everybody who sees the band reads it. It lapses on the day you name.',
    category: 'What it comes from',
    text: 'In a sentence or two',
    until: 'Until',
    send: 'Explain',
    faults: 'Before it can be sent:',
    shortText: 'The words need at least ten characters',
    longText: 'The words may have at most 1,000 characters',
    badDay: 'The day must lie in the future',
  },
} as const;
