"use client";

import { useEffect, useState } from "react";
import type { WaitingState } from "@/lib/accounts/waiting-state";
import { paths } from "@/lib/paths";
import { followState } from "./follow-state";

const STATE_URL = `${paths.checkYourEmail}/state`;

/** The registration's state, live: by server-sent events, or by asking where they do not come through. */
export function useWaitingState(initial: WaitingState): WaitingState {
  const [state, setState] = useState(initial);

  // After an action the server renders anew, with a newer state than the stream has told.
  const [rendered, setRendered] = useState(initial);
  if (rendered !== initial) {
    setRendered(initial);
    setState(initial);
  }

  useEffect(() => followState(STATE_URL, setState), []);

  return state;
}
