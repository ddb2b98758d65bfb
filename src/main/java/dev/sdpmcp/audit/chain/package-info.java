/** The hash chain of rows: its seal, its verification and retention. Uses {@code audit.row}; plain JDBC. */
@NullMarked
package dev.sdpmcp.audit.chain;

import org.jspecify.annotations.NullMarked;
