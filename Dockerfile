# syntax=docker/dockerfile:1
# One image for every role: `node dist/run/main.js`, `... api`, `... worker`.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The build follows when the sources are there; so a change of them does not install anew.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run -s build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data \
    DEMO=off
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Without DATABASE_URL the service starts a Postgres of its own in here.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
# A worker answers on WORKER_PORT, an API on PORT.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD \
  ["node", "-e", "fetch(`http://127.0.0.1:${process.env.WORKER_PORT || process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The service drains within 10 s of SIGTERM.
STOPSIGNAL SIGTERM
CMD ["node", "dist/run/main.js"]
