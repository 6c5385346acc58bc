import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

/** Where Inngest runs the durable functions. */
export const { GET, POST, PUT } = serve({ client: inngest, functions });

export const { PATCH, DELETE } = refuseOtherMethods("GET, POST, PUT");
