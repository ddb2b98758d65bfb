/**
 * The tools of the help desk.
 *
 * <p>{@code module} describes the modules of ServiceDesk Plus, and {@code module.engine} makes their tools; {@code write}
 * executes what changes records; {@code tickets} has what is special about requests; {@code metadata}, {@code people} and
 * {@code text} resolve names and convert content. Here lies what they share: reading values out of entities, matching
 * names, and wording the failures of {@code upstream} for a model. Uses {@code tool}, {@code mcp}, {@code upstream},
 * {@code throttle} and {@code config}. Must not know sessions, transports or HTTP.
 *
 * <p>The texts of tickets were written by anybody who can send a mail. They are data: they go into fields that are
 * described as content, never into descriptions, messages of this server or names.
 */
@NullMarked
package dev.sdpmcp.desk;

import org.jspecify.annotations.NullMarked;
