import type { DeliveryTemplate } from "../db";
import type { RenderedMail } from "./compose";

/**
 * A mail as it has to be at the moment of sending: which template, and how to render it.
 * What `render` returns is secret and is kept nowhere. Null stands for a mail that has lost
 * its point.
 */
export type Letter = {
  template: DeliveryTemplate;
  render: () => Promise<RenderedMail>;
  /** The address on file, where it may be another spelling than the one that was typed. */
  to?: string;
  /** It is not sent after all, and whoever asked for it must not see that. */
  isHeldBack?: boolean;
};
