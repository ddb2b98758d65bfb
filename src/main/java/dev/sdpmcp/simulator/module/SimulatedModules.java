package dev.sdpmcp.simulator.module;

import dev.sdpmcp.simulator.model.Catalogue;
import dev.sdpmcp.simulator.model.ModuleBuilder;
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
                DraftModule.definition(),
                TaskModule.definition(),
                WorklogModule.definition(),
                ProblemModule.definition(),
                ChangeModule.definition(),
                ReleaseModule.definition(),
                SolutionModule.definition(),
                NoteModule.plain(),
                AttachmentModule.definition(),
                ApprovalModule.levels(),
                ApprovalModule.definition(),
                History.definition());
        Stream<ModuleDefinition> others =
                Stream.concat(PeopleModules.all(), SetupModules.all()).map(ModuleBuilder::build);
        return new Catalogue(Stream.of(tickets, others, more.stream())
                .flatMap(modules -> modules)
                .toList());
    }
}
