package dev.sdpmcp.desk.module;

import dev.sdpmcp.desk.module.engine.Toolset;
import dev.sdpmcp.tool.DefaultTools;
import dev.sdpmcp.upstream.oauth.GrantedScopes.ToolScopes;
import java.util.List;
import java.util.Set;

/** The groups of tools, with the scopes that they need. */
public final class Toolsets {

    public static final Toolset REQUESTS = Toolset.of(
            "requests", "tickets (list, read, search, create, update, assign, close)", true, "request", "requests");
    public static final Toolset CONVERSATIONS = new Toolset(
            "conversations",
            new ToolScopes("conversations of tickets (read, notes, replies)", "requests", true),
            REQUESTS.sample());
    public static final Toolset PROBLEMS =
            Toolset.of("problems", "problems (list, read, create, update, close, notes)", true, "problem", "problems");
    public static final Toolset CHANGES =
            Toolset.of("changes", "changes (list, read, create, update, close, notes)", true, "change", "changes");
    public static final Toolset RELEASES =
            Toolset.of("releases", "releases (list, read, create, update, close, notes)", true, "release", "releases");
    public static final Toolset SOLUTIONS = Toolset.of(
            "solutions",
            "solutions of the knowledge base (list, search, read, create, update, approve)",
            true,
            "solution",
            "solutions");
    public static final Toolset TASKS = belowRecords("tasks", "tasks of tickets, problems, changes and releases");
    public static final Toolset WORKLOGS =
            belowRecords("worklogs", "worklogs of tickets, problems, changes and releases");
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
    public static final List<Toolset> ALL = List.of(
            REQUESTS,
            CONVERSATIONS,
            PROBLEMS,
            CHANGES,
            RELEASES,
            SOLUTIONS,
            TASKS,
            WORKLOGS,
            APPROVALS,
            SETUP,
            TECHNICIANS,
            USERS);

    /** For daily work on tickets; fewer than 28, so that a model keeps the overview and clients with a limit take them. */
    public static final DefaultTools DEFAULT = new DefaultTools(Set.of(
            "list_requests",
            "search_requests",
            "get_request",
            "get_change_history",
            "create_request",
            "update_request",
            "assign_request",
            "pickup_request",
            "hold_request",
            "resume_request",
            "resolve_request",
            "close_request",
            "reopen_request",
            "revert_change",
            "get_request_conversation",
            "add_note",
            "add_private_note",
            "reply_to_requester",
            "send_first_response",
            "list_tasks",
            "add_task",
            "list_worklogs",
            "add_worklog",
            "list_technicians",
            "find_technician",
            "get_metadata"));

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
