package dev.sdpmcp.persistence;

import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the database says the time is. All servers that share it go by this clock, so that it does not matter whether
 * theirs agree.
 */
@FunctionalInterface
public interface DatabaseTime {

    /** As a number, which both databases give alike; a timestamp comes in another Java type from each. */
    DatabaseTime REAL = manager -> {
        Object seconds = manager.createNativeQuery("SELECT EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)")
                .getSingleResult();
        BigDecimal exact = new BigDecimal(seconds.toString());
        return Instant.ofEpochSecond(
                exact.longValue(),
                exact.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    };

    /** Inside the transaction of that manager. */
    Instant now(EntityManager manager);
}
