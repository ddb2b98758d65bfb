/** What does a tenant consist of, and what is in a fresh one? The desk with its tokens, limits and faults, and the data it starts with. */
@NullMarked
package dev.sdpmcp.simulator.tenant;

import org.jspecify.annotations.NullMarked;
