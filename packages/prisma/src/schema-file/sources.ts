// Sources: where the words of something that is added to a Prisma schema come from.
import type { PrismaSchema } from './prisma-schema.ts'

export interface Sources {
  /** Other versions of the same schema, the likeliest first: lines are taken over from them. */
  readonly donors: readonly PrismaSchema[]
  /** Whether what is added must stay out of the client's sight. */
  readonly hide: boolean
  /** The comment behind what is added and hidden. */
  readonly remark: string
}
