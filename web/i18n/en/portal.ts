import type { portal as zh } from '../zh/portal.ts';

/** Words in English: what families and teachers see. */
export const portal: typeof zh = {
  portal: {
    title: 'Published week',
    intro: 'For families, pupils and teachers: who, when, where.',
    who: 'For',
    class: 'Class',
    teacher: 'Teacher',
    pupil: 'Pupil',
    week: 'Date',
    leaveAt: 'leaves',
    noPublished: 'The school has not published a plan yet.',
    scan: 'Open on a phone',
    term: 'Term',
    holiday: 'Holiday',
    makeUp: (day) => `Make-up day, as on ${day}`,
    noService: 'No service that day',
  },
};
