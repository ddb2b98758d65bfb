package dev.sdpmcp.simulator.module;

import dev.sdpmcp.simulator.model.Catalogue;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import java.util.List;
import java.util.stream.Stream;

/** All modules that the simulator has. A new module is one more class and one more line here. */
public final class SimulatedModules {
    private SimulatedModules() {}

    /** A new catalogue for one portal, with these modules besides. */
    public static Catalogue catalogue(List<ModuleDefinition> more) {
        Stream<ModuleDefinition> tickets = Stream.of(
                RequestModule.definition(),
                NoteModule.definition(),
                MailModule.definition(),
                MailModule.conversations(),
                TaskModule.definition(),
                WorklogModule.definition(),
                ProblemModule.definition(),
                ChangeModule.definition(),
                NoteModule.plain(),
                AttachmentModule.definition(),
                History.definition());
        return new Catalogue(Stream.of(tickets, PeopleModules.all(), SetupModules.all(), more.stream())
                .flatMap(modules -> modules)
                .toList());
    }
}
