import { linkHead, linkRoute } from "../../_links/link-route";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

/** The link in a recovery email: leads to the page where a new password is chosen. */
export const GET = linkRoute("reset-link");

export const HEAD = linkHead("reset-link");

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
