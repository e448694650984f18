// Preloaded into the Prisma CLI: it then believes that a developer sits at a terminal and confirms what it asks.
process.stdin.isTTY = true
process.stdin.setRawMode = () => process.stdin
