/** How do rows hang together, so that a change shows? Uses {@code audit.row}; plain JDBC. */
@NullMarked
package dev.sdpmcp.audit.chain;

import org.jspecify.annotations.NullMarked;
