import { after } from "../../clock";
import { sql } from "../../db";
import { uuidFloor } from "../../uuid-range";
import { type Period, STEPS } from "../statistics/period";
import type { Filter } from "./list-definition";

const labels: Record<Period, string> = {
  hour: "Last hour",
  day: "Last 24 hours",
  week: "Last 7 days",
};

/** Rows of a time that ends now, by their ids, which are made in the order of time. */
export const timeFilter: Filter = {
  name: "since",
  label: "Time",
  options: Object.entries(labels).map(([value, label]) => ({
    value,
    label,
    condition: () =>
      sql`t.id >= ${uuidFloor(after(new Date(), -STEPS[value as Period].lengthMs))}::uuid`,
  })),
};
