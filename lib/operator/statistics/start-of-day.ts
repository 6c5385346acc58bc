import { DAY } from "../../clock";

/** The beginning of a moment's day in UTC. */
export function startOfDay(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / DAY) * DAY);
}
