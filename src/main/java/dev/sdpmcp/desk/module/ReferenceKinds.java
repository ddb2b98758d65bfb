package dev.sdpmcp.desk.module;

import dev.sdpmcp.desk.metadata.ReferenceKind;
import java.util.List;

/** The kinds of reference data that the modules refer to. */
public final class ReferenceKinds {

    public static final ReferenceKind PRIORITIES = ReferenceKind.of("priorities", "priority");
    public static final ReferenceKind STATUSES = ReferenceKind.of("statuses", "status")
            .withDefaults("Open", "On Hold", "In Progress", "Assigned", "Resolved", "Closed", "Cancelled");
    public static final ReferenceKind CATEGORIES = ReferenceKind.of("categories", "category");
    public static final ReferenceKind SUBCATEGORIES =
            ReferenceKind.of("subcategories", "subcategory").within("category");
    public static final ReferenceKind ITEMS = ReferenceKind.of("items", "item").within("subcategory");
    public static final ReferenceKind URGENCIES = ReferenceKind.of("urgencies", "urgency");
    public static final ReferenceKind IMPACTS = ReferenceKind.of("impacts", "impact");
    public static final ReferenceKind LEVELS = ReferenceKind.of("levels", "level");
    public static final ReferenceKind MODES = ReferenceKind.of("modes", "mode");
    public static final ReferenceKind REQUEST_TYPES = ReferenceKind.of("request_types", "request_type");
    public static final ReferenceKind CLOSURE_CODES = ReferenceKind.of("closure_codes", "closure_code");
    public static final ReferenceKind GROUPS =
            ReferenceKind.of("groups", "group").from("group", "groups", "support_group", "support_groups");
    public static final ReferenceKind SITES = ReferenceKind.of("sites", "site");
    public static final ReferenceKind TEMPLATES =
            ReferenceKind.of("templates", "template").from("request_template", "request_templates");

    public static final ReferenceKind TASK_STATUSES =
            ReferenceKind.of("task_statuses", "task_status").withDefaults("Open", "In Progress", "Closed");

    public static final ReferenceKind CHANGE_TYPES = ReferenceKind.of("change_types", "change_type");
    public static final ReferenceKind CHANGE_STAGES = ReferenceKind.of("change_stages", "change_stage");
    public static final ReferenceKind CHANGE_STATUSES =
            ReferenceKind.of("change_statuses", "change_status").within("stage");
    public static final ReferenceKind CHANGE_RISKS = ReferenceKind.of("change_risks", "change_risk");
    public static final ReferenceKind CHANGE_REASONS = ReferenceKind.of("reasons_for_change", "reason_for_change");

    public static final ReferenceKind TOPICS =
            ReferenceKind.of("topics", "topic", "solutions").within("parent");
    public static final ReferenceKind SOLUTION_STATUSES = ReferenceKind.fixed(
            "solution_statuses",
            "approval_status",
            "UnApproved",
            "Approved",
            "Approval Pending",
            "Rejected",
            "Expired");

    public static final ReferenceKind RELEASE_STAGES = ReferenceKind.of("release_stages", "release_stage");
    public static final ReferenceKind RELEASE_STATUSES =
            ReferenceKind.of("release_statuses", "release_status").within("stage");
    public static final ReferenceKind RELEASE_TYPES = ReferenceKind.of("release_types", "release_type");
    public static final ReferenceKind RELEASE_REASONS = ReferenceKind.of("reasons_for_release", "reason_for_release");

    /** Those that {@code get_metadata} lists, in its order. */
    public static final List<ReferenceKind> LISTED = List.of(
            PRIORITIES,
            STATUSES,
            CATEGORIES,
            SUBCATEGORIES,
            ITEMS,
            URGENCIES,
            IMPACTS,
            LEVELS,
            MODES,
            REQUEST_TYPES,
            CLOSURE_CODES,
            GROUPS,
            SITES,
            TEMPLATES,
            TOPICS);

    private ReferenceKinds() {}
}
