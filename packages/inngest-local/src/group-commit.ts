/** Work that is done together with whatever else is waiting when its turn comes. */
export interface GroupCommit<Item, Result> {
  submit(item: Item): Promise<Result>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * One flush at a time; what arrives meanwhile goes into the next one. An idle caller waits
 * for nothing, a busy one shares its commit with others. `keyOf` keeps two items of one
 * key out of the same flush. When a flush of several fails, each is tried by itself, so
 * that one bad item fails alone.
 */
export function createGroupCommit<Item, Result>(options: {
  flush: (items: Item[]) => Promise<Result[]>;
  keyOf?: (item: Item) => string;
  most: number;
}): GroupCommit<Item, Result> {
  let queue: Waiting<Item, Result>[] = [];
  let running = false;

  function takeBatch(): Waiting<Item, Result>[] {
    const batch: Waiting<Item, Result>[] = [];
    const rest: Waiting<Item, Result>[] = [];
    const keys = new Set<string>();
    for (const waiting of queue) {
      const key = options.keyOf?.(waiting.item);
      const fits = batch.length < options.most && (key === undefined || !keys.has(key));
      (fits ? batch : rest).push(waiting);
      if (key !== undefined) keys.add(key);
    }
    queue = rest;
    return batch;
  }

  async function flush(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await options.flush(batch.map(({ item }) => item));
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const waiting of batch) await flush([waiting]);
    }
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    while (queue.length > 0) await flush(takeBatch());
    running = false;
  }

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        void run();
      }),
  };
}
