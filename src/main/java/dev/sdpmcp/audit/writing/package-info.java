/** Writing of rows to the database, or else to the journal. Uses {@code audit.row} and {@code audit.chain}. */
@NullMarked
package dev.sdpmcp.audit.writing;

import org.jspecify.annotations.NullMarked;
