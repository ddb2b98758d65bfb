package dev.sdpmcp.desk.module;

import dev.sdpmcp.desk.module.engine.ModuleDescription;
import java.util.List;

/** All modules that are described. */
public final class Modules {

    /** In the order in which documents and the doctor name them. */
    public static final List<ModuleDescription> ALL = List.of(Requests.REQUESTS, Problems.PROBLEMS, Changes.CHANGES);

    private Modules() {}

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
