// The output formats of findings, by name.
import { UsageError } from '@migration-planner/core'
import {
  type LintReport,
  type Paint,
  renderGithub,
  renderGitlab,
  renderJunit,
  renderLintJson,
  renderLintMarkdown,
  renderPretty,
  renderSarif,
} from '@migration-planner/core/render'

const lintFormats: Readonly<Record<string, (report: LintReport, paint: Paint) => string>> = {
  pretty: renderPretty,
  json: renderLintJson,
  sarif: renderSarif,
  github: renderGithub,
  gitlab: renderGitlab,
  junit: renderJunit,
  markdown: renderLintMarkdown,
}

export function lintFormat(name: string): (report: LintReport, paint: Paint) => string {
  return formatNamed(lintFormats, name)
}

/** A format, or an error that lists those that exist. */
export function formatNamed<Format>(formats: Readonly<Record<string, Format>>, name: string): Format {
  const format = Object.entries(formats).find(([known]) => known === name)?.[1]
  if (format) return format
  throw new UsageError(`--format ${name}: there is no such format`, `Choose one of: ${Object.keys(formats).join(', ')}`)
}
