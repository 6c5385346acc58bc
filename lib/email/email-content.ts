import type { DeliveryTemplate } from "../db";
import type { RenderedEmail } from "./compose";

/**
 * An email as it has to be at the moment of sending: which template, and how to render it.
 * What `render` returns is secret and is kept nowhere. Null stands for an email that has lost
 * its point.
 */
export type EmailContent = {
  template: DeliveryTemplate;
  render: () => Promise<RenderedEmail>;
  /** The address on file, where it may be another spelling than the one that was typed. */
  to?: string;
  /** It is not sent after all, and whoever asked for it must not see that. */
  isHeldBack?: boolean;
};
