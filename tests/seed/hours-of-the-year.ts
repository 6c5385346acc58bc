import { DAY, HOUR } from "@/lib/clock";

/** How busy each hour of a day is (UTC), and each day of a week from Sunday on. */
const DAY_RHYTHM = [
  3, 2, 2, 2, 2, 3, 5, 8, 11, 13, 13, 12, 12, 13, 13, 12, 12, 12, 13, 14, 14, 11, 8, 5,
];
const WEEK_RHYTHM = [7, 11, 12, 12, 11, 9, 7];

/** The site grows: its last day is this many times as busy as its first. */
const GROWTH = 3;

const DAYS = 365;

/** How many people come in each hour of the year before `now`: a rhythm, and `people` in all. */
export function hoursOfTheYear(people: number, now: number): { start: number; people: number }[] {
  const begin = Math.floor((now - DAYS * DAY) / HOUR) * HOUR;
  const hours = Array.from({ length: DAYS * 24 + 1 }, (_, each) => begin + each * HOUR);
  const weights = hours.map((start, index) => {
    const date = new Date(start);
    // The hour under way is as long as it is old.
    const part = Math.min(1, (now - start) / HOUR);
    const growth = 1 + ((GROWTH - 1) * index) / hours.length;
    return (
      DAY_RHYTHM[date.getUTCHours()]! * WEEK_RHYTHM[date.getUTCDay()]! * growth * Math.max(0, part)
    );
  });
  const total = weights.reduce((sum, each) => sum + each, 0);
  let [soFar, given] = [0, 0];
  return hours.map((start, index) => {
    soFar += weights[index]!;
    const upTo = Math.round((people * soFar) / total);
    const share = upTo - given;
    given = upTo;
    return { start, people: share };
  });
}
