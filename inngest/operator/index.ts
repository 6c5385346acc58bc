import { countFigures } from "./count-figures";
import { replayEmails } from "./replay-emails";

/** The durable functions of the operator's console. */
export const consoleFunctions = [replayEmails, countFigures];
