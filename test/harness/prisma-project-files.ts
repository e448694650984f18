// The parts of a Prisma project that differ between the majors: where the database URL stands.
import type { PrismaMajor } from './prisma-cli.ts'

/** Datasource and generator, as `prisma init` of the major writes them. */
export function schemaHeader(major: PrismaMajor): string {
  return major === 6 ? HEADER_6 : HEADER_7
}

const HEADER_6 = `generator client {
  provider = "prisma-client-js"
}

datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}
`

const HEADER_7 = `generator client {
  provider = "prisma-client"
  output   = "../generated/prisma"
}

datasource db {
  provider = "postgresql"
}
`

/** Prisma 7's configuration file; Prisma 6 needs none. */
export const prismaConfig = `import { defineConfig, env } from 'prisma/config'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: env('DATABASE_URL') },
})
`
