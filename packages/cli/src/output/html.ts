// A plan as one HTML file that needs nothing else: for people who do not read markdown.
import { marked } from 'marked'

const style = `
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .3rem .6rem; text-align: left; vertical-align: top }
pre { padding: .8rem; overflow-x: auto; background: color-mix(in srgb, currentColor 7%, transparent); border-radius: .4rem }
code { font: .9em ui-monospace, monospace }
h2 { margin-top: 2.5rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent) }
`.trim()

export async function toHtml(markdown: string, title: string): Promise<string> {
  const body = await marked.parse(markdown)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>
${style}
</style>
${body}</html>
`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
