/**
 * Declarations of tools, resources and prompts. Listing, schemas, binding, checks and the call follow from a declaration:
 * an annotated method with a record of arguments, or a {@link dev.sdpmcp.tool.ToolDeclaration} from another source.
 *
 * <p>This package is for code that declares something; {@code tool.shape} has schemas and binding, {@code tool.interceptor}
 * the steps around each call, {@code tool.registry} what was declared, for {@code dispatch}.
 *
 * <p>Uses {@code mcp}, the one mapper of {@code jsonrpc}, {@link dev.sdpmcp.access.Caller} and one setting of {@code config}.
 * Knows nothing of sessions, transports or the help desk.
 * Plain Java but for the annotations of Bean Validation and for the one class that collects the declaring beans.
 */
@NullMarked
package dev.sdpmcp.tool;

import org.jspecify.annotations.NullMarked;
