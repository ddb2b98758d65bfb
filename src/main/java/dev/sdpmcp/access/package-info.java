/**
 * Who is calling, from where, and how often?
 *
 * <p>The filters live here, with their order in one file. What leaves the room is a {@link dev.sdpmcp.access.Caller}, a
 * value. Knows nothing of sessions, streams or tools.
 */
@NullMarked
package dev.sdpmcp.access;

import org.jspecify.annotations.NullMarked;
