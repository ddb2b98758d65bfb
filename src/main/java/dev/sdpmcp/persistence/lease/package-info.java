/**
 * Which servers are alive? {@link dev.sdpmcp.persistence.lease.ServerHeartbeat} holds a lease for each server in the
 * table {@code lease}; times are by the clock of the database. {@link dev.sdpmcp.persistence.lease.DataFolderId}
 * identifies the data folder of a server.
 */
@NullMarked
package dev.sdpmcp.persistence.lease;

import org.jspecify.annotations.NullMarked;
