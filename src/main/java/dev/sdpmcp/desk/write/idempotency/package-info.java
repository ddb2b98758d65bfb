/**
 * Creations of records that were asked for before.
 *
 * <p>The one door is {@link dev.sdpmcp.desk.write.idempotency.CreationLedger}, which the database keeps, so that a restart
 * or a second server knows too. May use {@code persistence}. Must not know how records are made or looked for.
 */
@NullMarked
package dev.sdpmcp.desk.write.idempotency;

import org.jspecify.annotations.NullMarked;
