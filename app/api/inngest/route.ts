import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { withBoundedBody } from "../bounded-body";

/** Inngest's own bound for what it sends to a function (events and the state of its steps). */
const LONGEST_BODY_BYTES = 4 * 1_048_576;

const handlers = serve({ client: inngest, functions });

/** Where Inngest runs the durable functions. */
export const { GET } = handlers;

export const POST = withBoundedBody(LONGEST_BODY_BYTES, handlers.POST);

export const PUT = withBoundedBody(LONGEST_BODY_BYTES, handlers.PUT);
