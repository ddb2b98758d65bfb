/** Writing of rows to the database, or to the journal while that fails. Uses {@code audit.row} and {@code audit.chain}. */
@NullMarked
package dev.sdpmcp.audit.writing;

import org.jspecify.annotations.NullMarked;
