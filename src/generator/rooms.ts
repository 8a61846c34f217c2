import type { Room } from '../domain/problem.ts';
import { className, roomKinds } from './names.ts';
import type { SchoolPlan } from './plan-of-school.ts';

/** A home room for each class, in building A, then the special rooms of building B and the places outside. */
export function makeRooms(school: SchoolPlan): Room[] {
  const random = school.random('rooms');
  const { grades, classesPerGrade, figures, timetable } = school;
  const rooms: Room[] = [];
  const perFloor = Math.max(3, Math.ceil((grades.length * classesPerGrade) / 5));
  for (const grade of grades) {
    for (let number = 1; number <= classesPerGrade; number++) {
      const n = rooms.length + 1;
      rooms.push({
        id: homeRoomId(n),
        name: `${className(grade, number)}教室`,
        kind: roomKinds.classroom,
        seats: Math.max(56, figures.classSize[1]),
        floor: 1 + Math.floor((n - 1) / perFloor),
        building: '教学楼',
      });
    }
  }
  const special = (key: keyof typeof roomKinds, count: number, room: Partial<Room>) => {
    for (let n = 1; n <= count; n++) {
      rooms.push({
        id: `${key}-${n}`,
        name: count === 1 ? roomKinds[key] : `${n}号${roomKinds[key]}`,
        kind: roomKinds[key],
        seats: 48,
        floor: random.chance(55) ? 1 : random.between(2, 4),
        building: '综合楼',
        ...room,
      });
    }
  };
  const { art, music, dance, lab, large } = figures.rooms;
  // A grade and its families must fit into one hall or onto one field.
  const gradePupils = classesPerGrade * figures.classSize[1];
  special('art', art, { seats: 48, features: ['水池'] });
  special('music', music, { seats: 50, features: ['钢琴'] });
  special('dance', dance, { seats: 40, features: ['镜墙'] });
  special('lab', lab, { seats: 46, features: ['实验台'] });
  special('library', large, { seats: 80, groups: 2 });
  special('hall', large, {
    seats: Math.max(500, tens(gradePupils)),
    groups: 1,
    features: ['投影'],
  });
  special('gym', large, { seats: 90, groups: 2 });
  special('field', large, {
    seats: Math.max(240, tens(gradePupils)),
    groups: 4,
    floor: 1,
    fallbackRoomId: 'gym-1',
  });
  const closed = rooms.find((room) => room.id === 'art-1' && art > 1);
  if (closed) closed.unavailable = [{ weekday: 3, ...timetable.club, reason: '设备检修' }];
  return rooms;
}

export function homeRoomId(n: number): string {
  return `R${String(n).padStart(3, '0')}`;
}

function tens(n: number): number {
  return Math.ceil(n / 10) * 10;
}
