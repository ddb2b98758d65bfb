package dev.sdpmcp.history;

import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.api.Trigger;

/** Notes in which order rows of {@code change_history} are updated, inside the embedded database. */
public final class OrderOfUpdates implements Trigger {

    static final String INSTALL = "CREATE TRIGGER order_of_updates AFTER UPDATE ON change_history FOR EACH ROW CALL '"
            + OrderOfUpdates.class.getName() + "'";

    private static final List<String> UPDATED = new CopyOnWriteArrayList<>();

    /** Ids of changes, the first one first, since the last time that somebody asked. */
    static List<String> taken() {
        List<String> taken = List.copyOf(UPDATED);
        UPDATED.clear();
        return taken;
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
        UPDATED.add(String.valueOf(after[1]));
    }
}
