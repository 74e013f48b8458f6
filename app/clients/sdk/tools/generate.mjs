// Writes src/schema.gen.ts (types) and src/operations.gen.ts (one line an operation, so that a bundler leaves out what
// nobody calls) from the document that the program itself prints:
//
//     go run ./app openapi | node app/clients/sdk/tools/generate.mjs
import fs from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const src = new URL('../src/', import.meta.url)
const document = JSON.parse(fs.readFileSync(process.argv[2] ?? 0, 'utf8'))
const lines = []
// What many operations ask for alike stands in the document once.
const behind = (p) => (p.$ref ? p.$ref.slice(2).split('/').reduce((at, key) => at[key], document) : p)

for (const [path, item] of Object.entries(document.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    if (!path.startsWith('/api/v1/') || !operation.operationId) continue
    // Refusals all have one shape and headers are the runtime's business: two thirds of the types were these.
    for (const status of Object.keys(operation.responses)) {
      if (!status.startsWith('2')) delete operation.responses[status]
    }
    // An example is for who reads the document; beside a type it would be a third more of text.
    for (const answer of Object.values(operation.responses)) {
      for (const media of Object.values(behind(answer).content ?? {})) delete media.example
    }
    operation.parameters = (operation.parameters ?? []).map(behind)
    const takes = (name) => operation.parameters.some((p) => p.in === 'header' && p.name === name)
    const open = (operation.security ?? []).some((s) => Object.keys(s).length === 0) || operation.security?.length === 0
    const file = Boolean(operation.requestBody?.content?.['multipart/form-data'])
    const flags = (takes('Idempotency-Key') ? 'k' : '') + (open ? 'o' : '') + (file ? 'f' : '')
    operation.parameters = operation.parameters.filter((p) => p.in !== 'header')
    const id = operation.operationId
    const at = path.replace('/api/v1', '')
    lines.push(
      `/** ${operation.summary} */`,
      `export const ${id} = /*#__PURE__*/ op<'${id}'>('${method}', '${at}'${flags ? `, '${flags}'` : ''})`,
    )
  }
}

// A default is for what is left out, so a client may leave it out.
const types = astToString(await openapiTS(document, { defaultNonNullable: false })).replace(/^export type webhooks.*\n/m, '')
fs.writeFileSync(new URL('schema.gen.ts', src), types)
fs.writeFileSync(new URL('operations.gen.ts', src), `import { op } from './operation'\n\n${lines.join('\n')}\n`)
console.log(`${lines.length / 2} operations, ${types.length} bytes of types`)
