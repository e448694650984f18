// Published suites: an engine or a unit from elsewhere is tested by ours.
export { type Case, marksOn, readCases } from './cases.ts'
export { describeRule, ruleFolders } from './describe-rule.ts'
export { describeCase, describePlan, describeRecipe } from './describe-recipe.ts'
export { comparable } from './comparable.ts'
