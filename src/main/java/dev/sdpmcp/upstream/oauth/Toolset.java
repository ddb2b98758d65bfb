package dev.sdpmcp.upstream.oauth;

/** Tools that need the scopes of one module, {@code SDPOnDemand.MODULE.OPERATION}. */
public enum Toolset {
    REQUESTS("requests", "tickets (list, read, search, create, update, assign, close, notes)", "ALL"),
    SETUP("setup", "metadata (categories, priorities, statuses, templates, sites, groups)", "READ"),
    TECHNICIANS("technicians", "technicians (list and find)", "READ"),
    USERS("users", "requesters (find by name or e-mail address)", "READ");

    private final String module;
    private final String meaning;
    private final String operation;

    Toolset(String module, String meaning, String operation) {
        this.module = module;
        this.meaning = meaning;
        this.operation = operation;
    }

    /** As in the names of scopes. */
    public String module() {
        return module;
    }

    /** What its tools are for. */
    public String meaning() {
        return meaning;
    }

    /** Whether its tools change something. */
    public boolean changes() {
        return operation.equals("ALL");
    }

    /** The scope with which all its tools work. */
    public String scope() {
        return "SDPOnDemand." + module + "." + operation;
    }
}
