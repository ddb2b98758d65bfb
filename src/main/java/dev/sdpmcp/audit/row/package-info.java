/** What does a row of the audit trail say? Values only: knows neither the chain nor where rows are kept. */
@NullMarked
package dev.sdpmcp.audit.row;

import org.jspecify.annotations.NullMarked;
