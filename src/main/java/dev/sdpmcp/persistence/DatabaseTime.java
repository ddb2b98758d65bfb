package dev.sdpmcp.persistence;

import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Instant;

/** The clock of the database, which all servers that share it use, since theirs may differ. */
@FunctionalInterface
public interface DatabaseTime {

    /** A number, since the Java types of a timestamp differ between the databases. */
    DatabaseTime REAL = manager -> {
        Object seconds = manager.createNativeQuery("SELECT EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)")
                .getSingleResult();
        BigDecimal exact = new BigDecimal(seconds.toString());
        return Instant.ofEpochSecond(
                exact.longValue(),
                exact.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    };

    /** In the transaction of the manager. */
    Instant now(EntityManager manager);
}
