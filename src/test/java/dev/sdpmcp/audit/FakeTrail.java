package dev.sdpmcp.audit;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.writing.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trail in memory. */
final class FakeTrail implements AuditTrail {
    final List<AuditRow> rows = new ArrayList<>();
    boolean on = true;
    boolean writable = true;

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public String serverId() {
        return "server";
    }

    @Override
    public void require(AuditRow intent) throws AuditTrail.Unavailable {
        if (!writable) {
            throw new AuditTrail.Unavailable("on purpose");
        }
        rows.add(intent);
    }

    @Override
    public void add(AuditRow row) {
        rows.add(row);
    }

    @Override
    public Optional<Statistics> statistics() {
        return Optional.empty();
    }
}
