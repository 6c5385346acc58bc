"use client";

import { useEffect, useState } from "react";
import type { WaitingState } from "@/lib/registration/waiting-state";
import { paths } from "@/lib/paths";
import { followState } from "./follow-state";
import { waitingHref } from "./waiting-href";

const STATE_PATH = `${paths.checkYourEmail}/state`;

/**
 * The registration's state, live: by server-sent events, or by asking where they do not come
 * through.
 */
export function useWaitingState(initial: WaitingState): WaitingState {
  const [state, setState] = useState(initial);

  // After an action the server renders anew, with a newer state than the stream has told.
  const [rendered, setRendered] = useState(initial);
  if (rendered !== initial) {
    setRendered(initial);
    setState(initial);
  }

  const url = waitingHref(initial.registrationId, STATE_PATH);
  useEffect(() => followState(url, setState), [url]);

  return state;
}
