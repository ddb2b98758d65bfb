/** A row of the audit trail and what it records of a call. */
@NullMarked
package dev.sdpmcp.audit.row;

import org.jspecify.annotations.NullMarked;
