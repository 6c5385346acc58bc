/** Something between us may hold a stream back without an error: then we ask as well. */
const FIRST_SILENCE_MS = 8_000;
/** The server speaks every 15 seconds. After a sleep, or on another network, it may never again. */
const SILENCE_MS = 25_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Follows a state of the server: by server-sent events and, whenever those do not come
 * through, by asking, until they do again.
 *
 * @returns a function that ends it
 */
export function followState<State>(url: string, tell: (state: State) => void): () => void {
  const ended = new AbortController();
  let source: EventSource | undefined;
  let silence: ReturnType<typeof setTimeout>;
  let asking: AbortController | undefined;
  let heardAt = 0;

  function listen(): void {
    source?.close();
    const opened = (source = new EventSource(url));
    opened.onmessage = ({ data }) => {
      heardAt = Date.now();
      stopAsking();
      expectWordWithin(SILENCE_MS);
      tell(JSON.parse(String(data)) as State);
    };
    opened.onerror = () => {
      startAsking(FIRST_PAUSE_MS);
      // Else the browser connects anew by itself.
      if (opened.readyState === EventSource.CLOSED) listenAfter(LONGEST_PAUSE_MS);
    };
    // This browser has more streams than it may have: this page only asks from now on.
    opened.addEventListener("replaced", () => {
      opened.close();
      clearTimeout(silence);
      startAsking(FIRST_PAUSE_MS);
    });
    expectWordWithin(FIRST_SILENCE_MS);
  }

  function listenAfter(milliseconds: number): void {
    clearTimeout(silence);
    silence = setTimeout(listen, milliseconds);
  }

  /** A stream can die without an error. It keeps its chance for a while, then a new one gets it. */
  function expectWordWithin(milliseconds: number): void {
    clearTimeout(silence);
    silence = setTimeout(() => {
      startAsking(FIRST_PAUSE_MS);
      listenAfter(SILENCE_MS);
    }, milliseconds);
  }

  /** Asks again and again, until the stream speaks. */
  function startAsking(firstPause: number): void {
    if (asking) return;
    const { signal } = (asking = new AbortController());
    const ask = async (pause: number): Promise<void> => {
      if (signal.aborted) return;
      const headers = { accept: "application/json" };
      const response = await fetch(url, { headers, signal }).catch(() => null);
      const state = response?.ok ? ((await response.json().catch(() => null)) as State) : null;
      // While this was under way, the stream may have come back with something newer.
      if (signal.aborted) return;
      if (state) tell(state);
      const next = Math.min(Math.max(pause, FIRST_PAUSE_MS) * 1.3, LONGEST_PAUSE_MS);
      setTimeout(() => void ask(next), next);
    };
    setTimeout(() => void ask(firstPause), firstPause);
  }

  function stopAsking(): void {
    asking?.abort();
    asking = undefined;
  }

  /** Back from sleep, from offline or from another tab: the stream is not to be trusted. */
  function lookAgain(): void {
    const isQuiet = Date.now() - heardAt > SILENCE_MS;
    if (document.visibilityState === "hidden" || !isQuiet) return;
    stopAsking();
    startAsking(0);
    listen();
  }

  const { signal } = ended;
  window.addEventListener("online", () => ((heardAt = 0), lookAgain()), { signal });
  document.addEventListener("visibilitychange", lookAgain, { signal });
  listen();
  return () => {
    ended.abort();
    clearTimeout(silence);
    stopAsking();
    source?.close();
  };
}
