// A call with the TypeScript SDK: node client.mjs URL KEY. Needs an installed @modelcontextprotocol/sdk.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";

const [url, key] = process.argv.slice(2);
const headers = { "X-API-Key": key };
const transport = new SSEClientTransport(new URL(url), {
  requestInit: { headers },
  eventSourceInit: { fetch: (address, init) => fetch(address, { ...init, headers: { ...init.headers, ...headers } }) },
});
const client = new Client({ name: "ci", version: "1" });

await client.connect(transport);
const { tools } = await client.listTools();
const answer = await client.callTool({ name: "list_requests", arguments: { page_size: 3 } });
await client.close();

const tickets = answer.structuredContent?.requests ?? JSON.parse(answer.content[0].text).requests;
console.log(`${tools.length} tools; first ticket: ${tickets[0].display_id} ${tickets[0].subject}`);
if (answer.isError || tools.length < 14 || tickets.length !== 3) {
  process.exit(1);
}
process.exit(0);
