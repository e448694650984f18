// Passwords never leave the program: the one place where they are taken out of URLs and messages.

/** A database URL as a person may see it: user, host and database, but no password and no parameters' secrets. */
export function redactUrl(url: string): string {
  return redact(url)
}

// The password goes to the last @ of the word, because people paste passwords with @, / and : in them unescaped.
const passwordInUrl = /([a-z][a-z0-9+.-]*:\/\/[^\s:/@'"]*):[^\s'"`<>]*@/gi
const passwordAsParameter =
  /\b(password|passwd|pwd|pgpassword|sslpassword|api_key|token)(\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s&'",;]+)/gi

/** Any text, for example a driver's error, with the passwords of the URLs and connection strings in it masked. */
export function redact(text: string): string {
  return text.replaceAll(passwordInUrl, '$1:***@').replaceAll(passwordAsParameter, '$1$2***')
}
