// The live PostgreSQL as a LiveEngine: every question with the function that answers it.
import type { LiveEngine } from '@migration-planner/core'
import { adapt } from './adapt/adapt.ts'
import { catalogOf, rowEstimates } from './catalog.ts'
import { failureOf } from './failure.ts'
import { observe } from './observe.ts'
import { populate } from './populate/populate.ts'
import { connect, majorOf } from './session.ts'
import { openShadow } from './shadow/shadow.ts'
import { compareContents, contentsOf } from './snapshot/contents.ts'
import { compareSnapshots } from './snapshot/compare.ts'
import { snapshotOf } from './snapshot/snapshot.ts'
import { split } from './split.ts'

export const postgresLive: LiveEngine = {
  name: 'postgresql',
  connect,
  major: majorOf,
  failureOf,
  split,
  catalog: catalogOf,
  rowEstimates,
  snapshot: snapshotOf,
  compare: compareSnapshots,
  contents: contentsOf,
  compareContents,
  shadow: openShadow,
  populate,
  adapt,
  observe,
}
