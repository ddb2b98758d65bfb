/** Content of a row of the audit trail. */
@NullMarked
package dev.sdpmcp.audit.row;

import org.jspecify.annotations.NullMarked;
