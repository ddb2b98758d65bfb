package dev.sdpmcp.container;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/** A bean that works in a transaction of its own. */
@ApplicationScoped
public class Ledger {

    @Inject
    private Event<Witness.Written> written;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    /** The status of the transaction, as {@code jakarta.transaction.Status} numbers it. */
    @Transactional
    public int write(String what) {
        written.fire(new Witness.Written(what));
        return transactions.getTransactionStatus();
    }

    @Transactional
    public void fail(String what) {
        written.fire(new Witness.Written(what));
        throw new IllegalStateException("the ledger is wet");
    }
}
