import type { SendFailureCode } from "./failures";
import type { RawMail } from "./transport";

/** How a provider says that something failed. Of several that match, the first one holds. */
export type FailureRule<Error> = {
  /** The provider's signs, as README.md shows them. */
  signs: string;
  matches: (error: Error, mail: RawMail) => boolean;
  code: SendFailureCode;
  /** Where the provider, or its standard, says so. */
  source: string;
};
