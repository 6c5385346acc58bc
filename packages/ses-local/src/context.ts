import type { Account } from "./account";
import type { Emulator } from "./emulator";
import type { Faults } from "./faults";
import type { Mailbox } from "./mailbox";
import type { Setup } from "./setup";
import type { SnsTopic } from "./sns-topic";
import type { Stats } from "./stats";

/** The state of one local SES, all of it in memory. */
export interface Context {
  account: Account;
  emulator: Emulator;
  faults: Faults;
  mailbox: Mailbox;
  setup: Setup;
  stats: Stats;
  /** Of text messages. */
  textStats: Stats;
  /** Undefined where nobody wants events. */
  topic: SnsTopic | undefined;
}
