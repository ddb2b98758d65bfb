/** How does a row get from a call into the database, whatever fails? Uses {@code audit.row}, {@code audit.chain} and {@code audit.journal}. */
@NullMarked
package dev.sdpmcp.audit.writing;

import org.jspecify.annotations.NullMarked;
