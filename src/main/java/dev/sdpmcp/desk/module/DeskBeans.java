package dev.sdpmcp.desk.module;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.people.Technicians;
import dev.sdpmcp.desk.write.idempotency.CreationLedger;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.tool.DefaultTools;
import dev.sdpmcp.tool.ResourceChanged;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.upstream.HelpDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Builds the help desk's part of the server, with the tools of all modules. */
@ApplicationScoped
class DeskBeans {

    @Produces
    @Singleton
    static Metadata metadata(HelpDesk helpDesk) {
        return new Metadata(helpDesk, Clock.systemUTC());
    }

    @Produces
    @Singleton
    static Technicians technicians(HelpDesk helpDesk) {
        return new Technicians(helpDesk, Clock.systemUTC());
    }

    @Produces
    @Singleton
    static People people(HelpDesk helpDesk, Technicians technicians, ServerConfiguration configuration) {
        return new People(helpDesk, technicians, configuration.upstream().defaultTechnicianEmail());
    }

    @Produces
    @Singleton
    static DeskZone zone(HelpDesk helpDesk, ServerConfiguration configuration) {
        return new DeskZone(configuration.upstream().timeZone(), helpDesk, Clock.systemUTC());
    }

    @Produces
    @Singleton
    static ModuleContext context(
            HelpDesk helpDesk,
            Metadata metadata,
            People people,
            DeskZone zone,
            ChangeHistory history,
            CreationLedger ledger,
            Event<ResourceChanged> changes) {
        return new ModuleContext(helpDesk, metadata, people, zone, history, ledger, changes::fire);
    }

    @Produces
    @Singleton
    static DefaultTools defaults() {
        return Toolsets.DEFAULT;
    }

    @Produces
    @Singleton
    static ToolSource modules(ModuleContext context) {
        return () -> Modules.tools(Modules.ALL, context);
    }
}
