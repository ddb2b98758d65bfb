package dev.sdpmcp.desk.module;

import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.module.engine.ModuleTools;
import dev.sdpmcp.desk.module.engine.PartTools;
import dev.sdpmcp.tool.ToolDeclaration;
import java.util.List;
import java.util.stream.Stream;

/** All modules that are described. */
public final class Modules {

    /** In the order in which documents and the doctor name them. */
    public static final List<ModuleDescription> ALL =
            List.of(Requests.REQUESTS, Problems.PROBLEMS, Changes.CHANGES, Releases.RELEASES, Solutions.SOLUTIONS);

    /** Those whose records have approvals. */
    private static final List<ModuleDescription> APPROVED = List.of(Requests.REQUESTS, Changes.CHANGES);

    private Modules() {}

    /** The tools that are made of descriptions. */
    public static Stream<ToolDeclaration> tools(List<ModuleDescription> modules, ModuleContext context) {
        return Stream.of(
                        modules.stream().flatMap(module -> new ModuleTools(module, context).tools()),
                        new PartTools(modules, context).tools(),
                        new ApprovalTools(
                                        modules.stream()
                                                .filter(APPROVED::contains)
                                                .toList(),
                                        context)
                                .tools())
                .flatMap(tools -> tools);
    }

    /**
     * The module of a kind of record.
     *
     * @param singular such as {@code problem}
     * @throws IllegalArgumentException if there is none
     */
    public static ModuleDescription of(String singular) {
        return ALL.stream()
                .filter(module -> module.singular().equals(singular))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no module of a " + singular));
    }
}
