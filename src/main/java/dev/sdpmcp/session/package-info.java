/**
 * A client's life from connect to close: what state is it in, what runs for it, when does it end?
 *
 * <p>Home of the CDI scope {@link dev.sdpmcp.session.SessionScope.McpSessionScoped}. Uses {@code mcp}, {@code jsonrpc}
 * and {@link dev.sdpmcp.access.Caller}. Knows neither HTTP nor which method does what: messages leave through the port
 * {@link dev.sdpmcp.session.SessionOutput}.
 */
@NullMarked
package dev.sdpmcp.session;

import org.jspecify.annotations.NullMarked;
