/** The database room's tests, and databases for the tests of other rooms. */
@NullMarked
package dev.sdpmcp.persistence;

import org.jspecify.annotations.NullMarked;
