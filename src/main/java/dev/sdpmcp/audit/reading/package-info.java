/** Pages of calls, for auditors. Uses {@code audit.row}; JPA. */
@NullMarked
package dev.sdpmcp.audit.reading;

import org.jspecify.annotations.NullMarked;
