/** Where do rows wait for the database, in good times for a moment and else until it is back? Uses {@code audit.row}; plain files. */
@NullMarked
package dev.sdpmcp.audit.journal;

import org.jspecify.annotations.NullMarked;
