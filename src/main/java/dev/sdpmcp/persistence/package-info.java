/**
 * How is something kept so that it is there after a restart?
 *
 * <p>The one door is {@link dev.sdpmcp.persistence.Database}: units of work with JPA, connections for what is
 * streamed. Behind it a bounded pool of connections to H2 (a file in the data folder) or PostgreSQL, and the
 * migrations of the schema, which run before anybody may use it. Entities live in the rooms that own their facts and
 * are listed in {@code persistence.xml}. May use {@code config}, {@code lifecycle} and {@code telemetry}. Must not
 * know what is kept.
 *
 * <p>The server makes the pool and the entity manager factory, not the container: so the same WAR runs on every server without a
 * data source made there first, the commands of {@code start-sse.sh} use the same code without a server, and whatever
 * is wrong with the database is one clear sentence at the start instead of a failed deployment.
 */
@NullMarked
package dev.sdpmcp.persistence;

import org.jspecify.annotations.NullMarked;
