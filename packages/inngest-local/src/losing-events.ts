import type { EventIntake } from "./event-intake";
import { json } from "@latchkey/local-http/http-server";
import type { Route } from "./router";

/**
 * A switch for trying failures out. While it is on, events are accepted and forgotten, as by a
 * server that is killed before it has stored what it said yes to.
 */
export function withLosses(intake: EventIntake): { intake: EventIntake; routes: Route[] } {
  let isOn = false;
  let lost = 0;
  const told = async () => json({ losesEvents: isOn, lost });
  const turn = (on: boolean) => () => {
    isOn = on;
    return told();
  };
  return {
    intake: {
      take: async (events) => {
        if (!isOn) return intake.take(events);
        lost += events.length;
      },
    },
    routes: [
      { method: "GET", path: "api/lose-events", answer: told },
      { method: "POST", path: "api/lose-events/on", answer: turn(true) },
      { method: "POST", path: "api/lose-events/off", answer: turn(false) },
    ],
  };
}
