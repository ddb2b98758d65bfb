package dev.sdpmcp.container;

import dev.sdpmcp.session.SessionFacts;
import dev.sdpmcp.session.SessionScope.McpSessionScoped;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.UUID;

/** A bean of a session that can be told from every other. */
@McpSessionScoped
public class Notebook {

    private final String name = UUID.randomUUID().toString();

    @Inject
    private SessionFacts session;

    @Inject
    private Witness witness;

    public String name() {
        return name;
    }

    /** Of the session that it belongs to. */
    public String sessionHandle() {
        return session.handle();
    }

    @PreDestroy
    void burn() {
        witness.destroyed(name);
    }
}
