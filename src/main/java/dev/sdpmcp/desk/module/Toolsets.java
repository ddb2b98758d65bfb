package dev.sdpmcp.desk.module;

import dev.sdpmcp.desk.module.engine.Toolset;
import java.util.List;

/** The groups of tools, with the scopes that they need. */
public final class Toolsets {

    public static final Toolset REQUESTS = new Toolset(
            "requests", "tickets (list, read, search, create, update, assign, close, notes)", "requests", true);
    public static final Toolset PROBLEMS = new Toolset(
            "problems", "problems (list, read, create, update, close, notes, tasks, worklogs)", "problems", true);
    public static final Toolset CHANGES = new Toolset(
            "changes", "changes (list, read, create, update, close, notes, tasks, worklogs)", "changes", true);
    public static final Toolset SETUP = new Toolset(
            "setup", "metadata (categories, priorities, statuses, templates, sites, groups)", "setup", false);
    public static final Toolset TECHNICIANS =
            new Toolset("technicians", "technicians (list and find)", "technicians", false);
    public static final Toolset USERS =
            new Toolset("users", "requesters (find by name or e-mail address)", "users", false);

    /** All of them, the one that every installation needs first. */
    public static final List<Toolset> ALL = List.of(REQUESTS, PROBLEMS, CHANGES, SETUP, TECHNICIANS, USERS);

    private Toolsets() {}
}
