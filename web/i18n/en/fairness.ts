import type { fairness as zh } from '../zh/fairness.ts';

/** Words in English: who carries how much. */
export const fairness: typeof zh = {
  fairness: {
    title: 'Fairness',
    intro: 'Each person’s load against the fair share, late posts and days.',
    person: 'Name',
    kind: 'Kind',
    load: 'Load (min)',
    target: 'Target',
    diff: 'Off by (min)',
    late: 'Late',
    early: 'Early',
    days: 'Days',
    streak: 'Late in a row',
    minutes: 'Minutes on duty',
    sessions: 'Sessions',
    clubs: 'Clubs',
    pay: 'Pay (yuan)',
    bar: 'Load against target',
    spread: 'Largest deviation (min)',
    jain: 'Fairness index (1 is best)',
    sd: 'Standard deviation (min)',
    lateRange: 'Late posts, most / least',
    statement: 'Statement',
    statementTitle: (name) => `After-school posts of ${name}`,
    noShare: 'no share',
    lateShort: 'late',
    posts: 'Posts',
    when: 'When',
    inAll: (of) =>
      `A week: late posts ${of.late} · early posts ${of.early} · late in a row ${of.streaks} · days ${of.days} · minutes on duty ${of.minutes} · pay ${of.pay} yuan`,
    ofTarget: (load, target) => `${load} min, target ${target}`,
    ofLoad: (load) => `${load} min`,
    onlyShare: 'Only people with a share',
    below: 'below target',
    above: 'above target',
    balanced: 'on target',
    against: 'Compared with whom',
    peers: (kind, n, share) =>
      n === '1'
        ? `Nobody else is of the same kind (${kind}) with a share of ${share}.`
        : `${n} people of the same kind (${kind}) with a share of ${share}, this one among them.`,
    what: 'What',
    median: 'Median',
    range: 'Least–most',
    place: 'Place, most first',
    edge: 'Late and early posts (days)',
    byRule: 'By which rules',
    heaviest: (cost, median, matches) =>
      `Costs ${cost}${median === undefined ? '' : `, median of comparable people ${median}`}${matches > 1 ? `; ${matches} times, as: ` : ': '}`,
    carry: (minutes) => `${minutes} minutes are carried over from last term.`,
  },
};
