/**
 * JSON-RPC 2.0: what is a request, a notification, a response, and how does it look on the wire?
 *
 * <p>Knows nothing of MCP, of sessions or of HTTP, and uses no other room. The one bounded, strict codec lives here; no
 * other class parses or writes a message.
 *
 * @see <a href="https://www.jsonrpc.org/specification">JSON-RPC 2.0 Specification</a>
 */
@NullMarked
package dev.sdpmcp.jsonrpc;

import org.jspecify.annotations.NullMarked;
