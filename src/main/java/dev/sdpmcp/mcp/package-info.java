/**
 * The words of the Model Context Protocol: which revisions and methods exist, and what do their params and results look
 * like?
 *
 * <p>Records only: no behaviour, no HTTP, no sessions. Uses {@code jsonrpc}. Components that a revision does not know
 * are null and left out on the wire; {@code in(ProtocolVersion)} on a record gives it as a revision knows it.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25">MCP 2025-11-25</a>
 */
@NullMarked
package dev.sdpmcp.mcp;

import org.jspecify.annotations.NullMarked;
