/** Where do rows wait while the database is away? Uses {@code audit.row}; plain files. */
@NullMarked
package dev.sdpmcp.audit.journal;

import org.jspecify.annotations.NullMarked;
