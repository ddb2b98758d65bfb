/**
 * The database, H2 in the data folder or PostgreSQL: connection pool, JPA, migrations, copies, encryption.
 *
 * <p>Other rooms use {@link dev.sdpmcp.persistence.Database}: units of work with JPA, connections for streamed data.
 * Entities live in the rooms that own their facts and are listed in {@code persistence.xml}. May use {@code config},
 * {@code lifecycle} and {@code telemetry}. Must not know the stored data.
 *
 * <p>The server creates the pool and the entity manager factory, not the container: the same WAR runs on every server
 * without a data source, commands use the same code, and a problem is one sentence instead of a failed deployment.
 */
@NullMarked
package dev.sdpmcp.persistence;

import org.jspecify.annotations.NullMarked;
