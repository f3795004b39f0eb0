# The image of the gateway: compiled code, production dependencies and the demo accounts; no npm, no sources.
#   docker build -t latchkey .
#   docker run -e LATCHKEY_AUTH_JWT_SECRET -p 4000:4000 -v latchkey:/data latchkey

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY console/package.json ./console/
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY explorer ./explorer
COPY console ./console
COPY schema.graphql .prettierrc.json ./
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
COPY console/package.json ./console/
RUN npm ci --ignore-scripts --omit=dev

FROM node:24-bookworm-slim
# What installs packages has no place where packages are only run.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
      /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-* \
  && mkdir /data && chown node:node /data
WORKDIR /app
COPY package.json LICENSE ./
COPY bin ./bin
COPY demo ./demo
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist

# The default datastore is a file that outlives the container.
VOLUME /data
ENV NODE_ENV=production \
    LATCHKEY_HOST=0.0.0.0 \
    LATCHKEY_DATASTORE_URI=sqlite:/data/latchkey.db
# The user `node`, by its number: Kubernetes cannot tell from a name that it is not root.
USER 1000:1000
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.LATCHKEY_PORT ?? 4000}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# `docker run latchkey import FILE` and the other commands work as well.
ENTRYPOINT ["node", "bin/latchkey.js"]
CMD ["serve"]
