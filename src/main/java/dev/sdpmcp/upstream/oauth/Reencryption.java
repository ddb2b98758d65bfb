package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import jakarta.persistence.LockModeType;
import java.util.List;

/**
 * Brings all stored tokens under the current key, so that former keys can be taken away. Servers may run meanwhile, if they
 * know the current key. It may be stopped and run again.
 */
public final class Reencryption {

    private static final int BATCH = 100;

    private final Database database;
    private final EncryptionKeys keys;
    private final TokenSealing sealing;

    /** @param database open */
    public Reencryption(ServerConfiguration configuration, Database database) {
        this(configuration.storage(), database);
    }

    Reencryption(StorageSettings storage, Database database) {
        this.database = database;
        this.keys = new EncryptionKeys(storage);
        this.sealing = new TokenSealing(keys);
    }

    /**
     * What was done.
     *
     * @param changed rows that were under a former key
     * @param looked all rows
     * @param keyId the current key
     */
    public record Done(int changed, int looked, String keyId) {

        /** What to tell the operator. */
        public String sentence() {
            return "All " + looked + " rows of tokens are encrypted with the key " + keyId + ", " + changed
                    + " of them since now; SDP_PREVIOUS_ENCRYPTION_KEYS is not needed any more.";
        }
    }

    /**
     * Goes through all rows, a batch in one transaction.
     *
     * @throws EncryptionRefused if a refresh token is under a key that is not known; the batches before it are done
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database goes away; the same holds
     */
    public Done run() {
        int changed = 0;
        int looked = 0;
        String last = "";
        List<String> ids = idsAfter(last);
        while (!ids.isEmpty()) {
            changed += reseal(ids);
            looked += ids.size();
            last = ids.getLast();
            ids = idsAfter(last);
        }
        return new Done(changed, looked, keys.currentId());
    }

    private List<String> idsAfter(String last) {
        return database.inTransaction(manager -> manager.createQuery(
                        "SELECT t.tokenId FROM OAuthToken t WHERE t.tokenId > :last ORDER BY t.tokenId", String.class)
                .setParameter("last", last)
                .setMaxResults(BATCH)
                .getResultList());
    }

    private int reseal(List<String> ids) {
        return database.inTransaction(manager -> {
            int changed = 0;
            for (String id : ids) {
                OAuthToken row = manager.find(OAuthToken.class, id, LockModeType.PESSIMISTIC_WRITE);
                changed += row != null && sealing.renew(row) ? 1 : 0;
            }
            return changed;
        });
    }
}
