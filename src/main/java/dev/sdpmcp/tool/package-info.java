/**
 * What is a tool, a resource, a prompt? From one declaration (an annotated method with a record of arguments) follow
 * listing, schemas, binding, validation and the call.
 *
 * <p>This package is for who declares something; {@code tool.binding} makes records of JSON and schemas of records,
 * {@code tool.registry} holds what was declared and is what {@code dispatch} calls.
 *
 * <p>Uses {@code mcp}, the one mapper of {@code jsonrpc}, {@link dev.sdpmcp.access.Caller} and one setting of {@code config}.
 * Knows nothing of sessions, transports or the help desk.
 * Plain Java but for the annotations of Bean Validation and for the one class that collects the declaring beans.
 */
@NullMarked
package dev.sdpmcp.tool;

import org.jspecify.annotations.NullMarked;
