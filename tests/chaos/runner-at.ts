/** The local Inngest runner at a URL, as its page shows it. */
export function runnerAt(url: string) {
  const ask = async (path: string) => (await (await fetch(new URL(path, url))).json()) as unknown[];
  const post = async (path: string, body = "") => {
    const answer = await fetch(new URL(path, url), { method: "POST", body });
    if (!answer.ok) throw new Error(`The runner answered ${path} with: ${await answer.text()}`);
  };
  return {
    /** From now on it accepts events and forgets them, or no longer does. */
    loseEvents: (isOn: boolean) => post(`/api/lose-events/${isOn ? "on" : "off"}`),
    /** How many it has lost like this. */
    async lostEvents(): Promise<number> {
      const answer = await fetch(new URL("/api/lose-events", url));
      return ((await answer.json()) as { lost: number }).lost;
    },
    /** Registers an app as its SDK does. */
    register: (registration: string) => post("/fn/register", registration),
    /** Whether the app has registered its functions. */
    knowsFunctions: async () => (await ask("/api/functions")).length > 0,
    /** How many runs are not over; no more than a hundred of each state are counted. */
    async unfinished(): Promise<number> {
      const states = ["queued", "running"];
      const runs = await Promise.all(states.map((state) => ask(`/api/runs?status=${state}`)));
      return runs.flat().length;
    },
    /** Publishes now what waits in the outbox, instead of at the next minute. */
    async sweep(): Promise<void> {
      await fetch(new URL("/api/functions/latchkey-sweep-outbox/run", url), { method: "POST" });
    },
  };
}
