/**
 * What can a model do at the help desk?
 *
 * <p>One sub-package for each thing: {@code request}, {@code metadata}, {@code people}; another module of ServiceDesk Plus
 * is another sub-package. Here lies what they share: reading values out of entities, matching names as people say them,
 * and wording the failures of {@code upstream} for a model. Uses {@code tool}, {@code mcp}, {@code upstream},
 * {@code throttle} and {@code config}. Must not know sessions, transports or HTTP.
 *
 * <p>The texts of tickets were written by anybody who can send a mail. They are data: they go into fields that are
 * described as content, never into descriptions, messages of ours or names.
 */
@NullMarked
package dev.sdpmcp.desk;

import org.jspecify.annotations.NullMarked;
