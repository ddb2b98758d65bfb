package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.write.WriteExecutor;
import dev.sdpmcp.desk.write.idempotency.CreationLedger;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.tool.ResourceChanged;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType.Entity;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What the tools of all modules work with. Thread-safe. */
public final class ModuleContext {

    private final HelpDesk helpDesk;
    private final Metadata metadata;
    private final People people;
    private final DeskZone zone;
    private final WriteExecutor writes;
    private final Consumer<ResourceChanged> changes;
    private final Map<String, Records> records = new ConcurrentHashMap<>();

    /** @param changes called for every record that was changed through this server */
    public ModuleContext(
            HelpDesk helpDesk,
            Metadata metadata,
            People people,
            DeskZone zone,
            ChangeHistory history,
            CreationLedger ledger,
            Consumer<ResourceChanged> changes) {
        this.helpDesk = helpDesk;
        this.metadata = metadata;
        this.people = people;
        this.zone = zone;
        this.writes = new WriteExecutor(helpDesk, metadata, history, ledger, record -> changed(record));
        this.changes = changes;
    }

    public HelpDesk helpDesk() {
        return helpDesk;
    }

    public Metadata metadata() {
        return metadata;
    }

    public People people() {
        return people;
    }

    public DeskZone zone() {
        return zone;
    }

    public WriteExecutor writes() {
        return writes;
    }

    /** The records of a module. */
    public Records records(ModuleDescription module) {
        return records.computeIfAbsent(module.plural(), path -> new Records(module, helpDesk, changes));
    }

    /** An empty draft of the fields of a record. */
    public Draft draft(ModuleDescription module) {
        return new Draft(module.type(), metadata, people, zone);
    }

    /** Reports that a record was changed. */
    public void changed(Entity record) {
        records.values().forEach(each -> each.changedIfOwn(record));
    }
}
