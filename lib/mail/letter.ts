import type { DeliveryTemplate } from "../db";
import type { RenderedMail } from "./compose";

/**
 * A mail as it has to be at the moment of sending: which template, and how to render it.
 * What `render` returns is secret and is kept nowhere. Null stands for a mail that has lost
 * its point.
 */
export type Letter = { template: DeliveryTemplate; render: () => Promise<RenderedMail> };
