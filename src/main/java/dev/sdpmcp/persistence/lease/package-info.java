/**
 * Which servers are alive, and which of them may do something now? One table, {@code lease}; times are by the clock
 * of the database. {@link dev.sdpmcp.persistence.lease.Leases} for a right that one server has at a time, {@link
 * dev.sdpmcp.persistence.lease.ServerHeartbeat} for the list of servers.
 */
@NullMarked
package dev.sdpmcp.persistence.lease;

import org.jspecify.annotations.NullMarked;
