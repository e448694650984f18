// The shape of apply(): one function for each kind of operation.
import type { OperationKind, OperationOf } from '../operations/operation.ts'
import type { Schema } from './schema.ts'

/** How each kind of operation changes a schema; the type makes a new kind fail to compile until it is here. */
export type Appliers<Kind extends OperationKind> = { readonly [K in Kind]: (schema: Schema, operation: OperationOf<K>) => Schema }
