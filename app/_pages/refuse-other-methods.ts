/**
 * Answers methods that a route does not know, which Next.js would do without a word.
 *
 * @param allowed the methods that it knows, as the header `Allow` lists them
 */
export function refuseOtherMethods(allowed: string) {
  const refuse = () =>
    new Response(`This address answers ${allowed} only.`, {
      status: 405,
      headers: { Allow: allowed, "Content-Type": "text/plain; charset=utf-8" },
    });
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}
