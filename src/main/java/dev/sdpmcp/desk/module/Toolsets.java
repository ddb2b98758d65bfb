package dev.sdpmcp.desk.module;

import dev.sdpmcp.desk.module.engine.Toolset;
import dev.sdpmcp.upstream.oauth.GrantedScopes.ToolScopes;
import java.util.List;

/** The groups of tools, with the scopes that they need. */
public final class Toolsets {

    public static final Toolset REQUESTS = Toolset.of(
            "requests",
            "tickets (list, read, search, create, update, assign, close, notes)",
            true,
            "request",
            "requests");
    public static final Toolset PROBLEMS =
            Toolset.of("problems", "problems (list, read, create, update, close, notes)", true, "problem", "problems");
    public static final Toolset CHANGES =
            Toolset.of("changes", "changes (list, read, create, update, close, notes)", true, "change", "changes");
    public static final Toolset TASKS = belowRecords("tasks", "tasks of tickets, problems and changes");
    public static final Toolset WORKLOGS = belowRecords("worklogs", "worklogs of tickets, problems and changes");
    public static final Toolset APPROVALS = belowRecords("approvals", "approvals of tickets and changes");
    public static final Toolset SETUP = Toolset.of(
            "setup",
            "metadata (categories, priorities, statuses, templates, sites, groups)",
            false,
            "priority",
            "priorities");
    public static final Toolset TECHNICIANS =
            Toolset.of("technicians", "technicians (list and find)", false, "technician", "technicians");
    public static final Toolset USERS =
            Toolset.of("users", "requesters (find by name or e-mail address)", false, "user", "users");

    /** All of them; the first is needed by every installation. */
    public static final List<Toolset> ALL =
            List.of(REQUESTS, PROBLEMS, CHANGES, TASKS, WORKLOGS, APPROVALS, SETUP, TECHNICIANS, USERS);

    private Toolsets() {}

    /** Tools for what is below records; they need the scope of each record, that of requests at least. */
    private static Toolset belowRecords(String name, String meaning) {
        return new Toolset(name, new ToolScopes(meaning, REQUESTS.module(), true), REQUESTS.sample());
    }

    /** The scopes of all of them. */
    public static List<ToolScopes> scopes() {
        return ALL.stream().map(Toolset::scopes).toList();
    }
}
