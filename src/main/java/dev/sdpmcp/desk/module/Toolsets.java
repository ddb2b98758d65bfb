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
    public static final Toolset PROBLEMS = Toolset.of(
            "problems",
            "problems (list, read, create, update, close, notes, tasks, worklogs)",
            true,
            "problem",
            "problems");
    public static final Toolset CHANGES = Toolset.of(
            "changes",
            "changes (list, read, create, update, close, notes, tasks, worklogs)",
            true,
            "change",
            "changes");
    public static final Toolset RELEASES = Toolset.of(
            "releases",
            "releases (list, read, create, update, close, notes, tasks, worklogs)",
            true,
            "release",
            "releases");
    public static final Toolset SOLUTIONS = Toolset.of(
            "solutions",
            "solutions of the knowledge base (list, search, read, create, update, approve)",
            true,
            "solution",
            "solutions");
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
    public static final List<Toolset> ALL = List.of(REQUESTS, PROBLEMS, CHANGES, RELEASES, SOLUTIONS, SETUP, TECHNICIANS, USERS);

    private Toolsets() {}

    /** The scopes of all of them. */
    public static List<ToolScopes> scopes() {
        return ALL.stream().map(Toolset::scopes).toList();
    }
}
