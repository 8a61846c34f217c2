import type { home as zh } from '../zh/home.ts';

/** Words in English: the first page and the tour. */
export const home: typeof zh = {
  home: {
    title: 'A week of after-school care, planned',
    intro: 'From classes, pupils, staff, rooms and clubs: who is where, and who looks after them.',
    solved: (school) => `${school} is solved`,
    notWhole: (school) => `${school} has a plan that cannot be published yet`,
    solving: (school) => `${school} is being solved`,
    see: 'See the plan',
    seeLive: 'See it live',
    own: 'Start with your own school',
    tour: (steps) => `Tour in ${['no', 'one', 'two', 'three', 'four', 'five'][steps]} steps`,
    recent: 'Recent runs',
    noRuns: 'Nothing was solved yet. Upload a school’s data, then start solving.',
    steps: ['Data', 'Check', 'Solve', 'Look and adjust', 'Publish'],
    stepsHint: [
      'Fill in the template and send it; change it here later',
      'Every fault at its place; are there enough people?',
      'Seconds to minutes; stop whenever you like',
      'Week grid, fairness, reasons; drag to change',
      'Families and teachers open it by QR code',
    ],
  },
  tour: {
    next: 'Next',
    previous: 'Back',
    finish: 'Start',
    steps: [
      {
        title: 'Data',
        text: 'All about one week of a school: classes, staff, rooms, clubs, hours. Fill in a workbook, or edit here; every fault is told.',
      },
      {
        title: 'Solve',
        text: 'Choose data and press start. The cost falls while you look; stop when you like and keep the best plan.',
      },
      {
        title: 'Look and adjust',
        text: 'The week by class, teacher, room, club or pupil. Open a cell, and see what a change would do before you make it.',
        readOnly:
          'The week by class, teacher, room, club or pupil. Open a cell; an open post says why it is open.',
      },
      {
        title: 'Fairness and comparison',
        text: 'Everybody’s load beside their fair share; plans side by side, to choose one.',
      },
      {
        title: 'Publish',
        titleReadOnly: 'What is published',
        readOnly:
          'The week that the school has published: who is where and when, by class, pupil and person.',
        text: 'Publish with a note. Families scan a code and see when, where and with whom, without signing in.',
      },
    ],
  },
};
