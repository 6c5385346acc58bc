import { linkHead, linkRoute } from "../../_links/link-route";
import { refuseOtherMethods } from "../../_pages/refuse-other-methods";

/** “This was not me”, the link in an email: leads to the page with the button. */
export const GET = linkRoute("not-me-link");

export const HEAD = linkHead("not-me-link");

export const { POST, PUT, PATCH, DELETE } = refuseOtherMethods("GET, HEAD");
