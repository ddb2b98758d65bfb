/** sdp-mcp: an MCP server for ServiceDesk Plus. The map of rooms is in {@code docs/architecture.md}. */
@NullMarked
package dev.sdpmcp;

import org.jspecify.annotations.NullMarked;
