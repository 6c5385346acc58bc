/** A route that does nothing, and answers with a redirect, as a link in an email does. */
export function GET(request) {
  return Response.redirect(new URL("/", request.url), 303);
}
