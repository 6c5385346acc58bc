import { randomUUID } from "node:crypto";
import type { Fault, FaultName } from "./fault";

export type ListedFault = Fault & {
  id: string;
  /** How many emails it has met. */
  hits: number;
};

/** The switches that are set. One with `times` stays listed, with its hits, when it is used up. */
export class Faults {
  private readonly switches = new Map<string, ListedFault>();

  set(fault: Fault): string {
    const id = randomUUID();
    this.switches.set(id, { ...fault, id, hits: 0 });
    return id;
  }

  list(): ListedFault[] {
    return [...this.switches.values()];
  }

  remove(id: string): boolean {
    return this.switches.delete(id);
  }

  clear(): void {
    this.switches.clear();
  }

  /**
   * The fault of these names that an email meets, or undefined. It counts as a hit; a switch
   * that was set earlier goes first.
   */
  meet<Name extends FaultName>(
    names: readonly Name[],
    recipients: readonly string[],
  ): (ListedFault & { fault: Name }) | undefined {
    const isNamed = (each: ListedFault): each is ListedFault & { fault: Name } =>
      names.some((name) => name === each.fault);
    const met = this.list()
      .filter(isNamed)
      .find((each) => concerns(each, recipients) && Math.random() < each.share);
    if (met) this.switches.set(met.id, { ...met, hits: met.hits + 1 });
    return met;
  }
}

function concerns({ to, times, hits }: ListedFault, recipients: readonly string[]): boolean {
  if (times !== undefined && hits >= times) return false;
  if (to === undefined) return true;
  const wanted = to.toLowerCase();
  return recipients.some((recipient) => {
    const address = recipient.toLowerCase();
    if (wanted.startsWith("+") && wanted.endsWith("*"))
      return address.startsWith(wanted.slice(0, -1));
    return wanted.startsWith("*@") ? address.endsWith(wanted.slice(1)) : address === wanted;
  });
}
