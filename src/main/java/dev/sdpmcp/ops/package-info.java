/**
 * Answers: what does this server tell its operators over HTTP? Health now; sessions and limits come with their issues.
 *
 * <p>May use lifecycle, session, access, audit and telemetry. Must not know the protocol.
 */
@NullMarked
package dev.sdpmcp.ops;

import org.jspecify.annotations.NullMarked;
