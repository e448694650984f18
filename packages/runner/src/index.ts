// The runner's public face: what carries a plan out or shows that it may be carried out.
export { prove } from './proof/prove.ts'
export type { ProofInput, Subject } from './proof/subject.ts'
export { claimTitles, holds, type Claim, type ClaimNumber, type Fault, type PlanProof, type Proof } from './proof/proof.ts'
export { renderProof, summariseProof } from './proof/report.ts'
