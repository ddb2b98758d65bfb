/** A tenant: the portal with its tokens, limits and faults, and its initial data. */
@NullMarked
package dev.sdpmcp.simulator.tenant;

import org.jspecify.annotations.NullMarked;
