# Two images come out of this file:
#   docker build -t latchkey .                                the app
#   docker build -t latchkey-tools --target tools .           migrations, and the operator's commands
# Building needs no secret: the environment is demanded when the server starts. One helps, see
# .env.example: --secret id=server_actions_key,env=NEXT_SERVER_ACTIONS_ENCRYPTION_KEY

FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

# Everything npm installs. Its last step makes the Prisma client, so the schema comes first, and
# the workspaces, whose packages it installs too.
FROM base AS dependencies
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY packages ./packages
COPY prisma ./prisma
# An older npm than the one that knows "allowScripts" runs every install script. Prisma's
# would download an engine that nothing here uses; naming any existing file spares that.
ENV PRISMA_SCHEMA_ENGINE_BINARY=/usr/local/bin/node
# What npm keeps for the next time is of no use in a layer.
RUN npm ci && npm cache clean --force

FROM dependencies AS sources
COPY . .

FROM sources AS build
ENV BUILD_OUTPUT=standalone
# The same key in each build lets pages that were opened before a deployment send their forms.
RUN --mount=type=secret,id=server_actions_key \
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY="$(cat /run/secrets/server_actions_key 2>/dev/null || true)" \
  npm run build

FROM sources AS bundle
RUN node bin/bundle-tools.mjs /tools

# Brings the database of DATABASE_URL to the newest migration, and ends. With "node
# bin/operator.js" instead, it is the operator's command line.
FROM base AS tools
ENV NODE_ENV=production
COPY --from=bundle /tools ./
USER node
CMD ["node", "packages/migrations/src/migrate.js"]

FROM base AS app
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000
# The heap of each server process, in MB. Without it Node.js takes half of the memory there is
# before it tidies up. docs/operations/processes.md says which number fits which container.
ENV NODE_OPTIONS=--max-old-space-size=384
# Owned by root and only readable to the server: what it runs, it cannot rewrite.
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY bin/processes ./bin/processes
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1))"]
CMD ["node", "bin/processes/image.mjs"]
