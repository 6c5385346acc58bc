"use client";

import { useEffect, useState } from "react";
import type { WaitingState } from "@/lib/accounts/waiting-state";
import { paths } from "@/lib/paths";
import { waitingHref } from "./waiting-href";

const STATE_PATH = `${paths.checkYourEmail}/state`;
/** Something between us may hold a stream back without an error; then we ask instead. */
const SILENCE_MS = 8_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

function poll(url: string, tell: (state: WaitingState) => void): () => void {
  let pause = FIRST_PAUSE_MS;
  let timer: ReturnType<typeof setTimeout>;
  const ask = async () => {
    const response = await fetch(url, { headers: { accept: "application/json" } }).catch(
      () => null,
    );
    if (response?.ok) tell((await response.json()) as WaitingState);
    pause = Math.min(pause * 1.3, LONGEST_PAUSE_MS);
    timer = setTimeout(() => void ask(), pause);
  };
  timer = setTimeout(() => void ask(), pause);
  return () => clearTimeout(timer);
}

/** The registration's state, live: by server-sent events, or by asking where they do not come through. */
export function useWaitingState(initial: WaitingState): WaitingState {
  const [state, setState] = useState(initial);

  // After an action the server renders anew, with a newer state than the stream has told.
  const [rendered, setRendered] = useState(initial);
  if (rendered !== initial) {
    setRendered(initial);
    setState(initial);
  }

  const url = waitingHref(initial.registrationId, STATE_PATH);
  useEffect(() => {
    const source = new EventSource(url);
    let stopPolling: (() => void) | undefined;
    const fallBack = () => (stopPolling ??= poll(url, setState));
    const silence = setTimeout(fallBack, SILENCE_MS);
    source.onmessage = ({ data }) => {
      clearTimeout(silence);
      stopPolling?.();
      setState(JSON.parse(String(data)) as WaitingState);
    };
    source.onerror = () => source.readyState === EventSource.CLOSED && fallBack();
    return () => {
      clearTimeout(silence);
      stopPolling?.();
      source.close();
    };
  }, [url]);

  return state;
}
