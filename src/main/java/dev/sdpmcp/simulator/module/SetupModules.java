package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.decimal;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.free;
import static dev.sdpmcp.simulator.model.Field.integer;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.lookups;
import static dev.sdpmcp.simulator.model.Field.text;
import static dev.sdpmcp.simulator.model.Field.texts;

import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ModuleBuilder;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The set-up data that requests refer to: categories, priorities, statuses, groups, sites and so on. All of it
 * needs scope setup.
 */
final class SetupModules {
    private static final String SCOPE = "setup";

    private SetupModules() {}

    static Stream<ModuleDefinition> all() {
        return Stream.of(classification(), levels(), organisation(), templates(), others(), changes())
                .flatMap(List::stream)
                .map(ModuleBuilder::build);
    }

    private static List<ModuleBuilder> classification() {
        return List.of(
                plain("category", "categories", lookup("technician", "technician"))
                        .child("subcategories", "subcategory", "category"),
                plain(
                                "subcategory",
                                "subcategories",
                                lookup("category", "category").mandatory())
                        .child("items", "item", "subcategory"),
                plain("item", "items", lookup("subcategory", "subcategory").mandatory()),
                plain("service_category", "service_categories"));
    }

    private static List<ModuleBuilder> levels() {
        return List.of(
                plain("priority", "priorities", text("color")).lookupFields("id", "name", "color"),
                plain(
                                "status",
                                "statuses",
                                text("internal_name"),
                                text("color"),
                                flag("in_progress"),
                                flag("stop_timer"))
                        .lookupFields("id", "name", "internal_name", "color", "in_progress", "stop_timer"),
                plain("urgency", "urgencies"),
                plain("impact", "impacts"),
                plain("level", "levels"),
                plain("mode", "modes", text("internal_name")).lookupFields("id", "name", "internal_name"),
                plain("request_type", "request_types"));
    }

    private static List<ModuleBuilder> organisation() {
        return List.of(
                plain("region", "regions"),
                plain("site", "sites", lookup("region", "region"), text("address"), text("city"), text("country")),
                plain("department", "departments", lookup("site", "site")),
                group("group", "groups"),
                group("support_group", "support_groups").lookingAt("group", entity -> true, Map.of()),
                plain("role", "roles"));
    }

    private static ModuleBuilder group(String name, String plural) {
        return plain(name, plural, lookup("site", "site"), text("email"), lookups("technicians", "technician"))
                .lookupFields("id", "name", "site");
    }

    private static List<ModuleBuilder> templates() {
        Field defaults = free("request");
        return List.of(plain(
                        "request_template",
                        "request_templates",
                        flag("is_default"),
                        flag("is_service_template"),
                        text("comments"),
                        defaults,
                        texts("fields_not_on_form"),
                        flag("has_tasks"),
                        flag("has_checklists"),
                        lookup("service_category", "service_category"))
                .rowFields("id", "name", "description", "is_default", "is_service_template", "inactive", "comments")
                .lookupFields("id", "name", "is_service_template"));
    }

    private static List<ModuleBuilder> others() {
        return List.of(
                plain("closure_code", "closure_codes", text("module")),
                plain("sla", "slas", decimal("response_hours"), decimal("resolution_hours")),
                plain("worklog_type", "worklog_types"),
                plain("task_type", "task_types"),
                plain("task_status", "task_statuses", text("color"), flag("in_progress"))
                        .lookupFields("id", "name", "color", "in_progress"),
                plain("udf_field", "udf_fields", text("type"), text("module")));
    }

    private static List<ModuleBuilder> changes() {
        return List.of(
                plain("problem_template", "problem_templates", flag("is_default")),
                plain("change_template", "change_templates", flag("is_default")),
                plain("change_type", "change_types", text("color")).lookupFields("id", "name", "color"),
                plain("change_stage", "change_stages", text("internal_name"), integer("stage_index"))
                        .lookupFields("id", "name", "internal_name", "stage_index")
                        .sortedBy("stage_index", false),
                plain(
                                "change_status",
                                "change_statuses",
                                lookup("stage", "change_stage").mandatory())
                        .lookupFields("id", "name", "stage"),
                plain("change_risk", "change_risks"),
                plain("change_role", "change_roles"),
                plain("reason_for_change", "reasons_for_change"),
                plain("change_workflow", "change_workflows").at(""),
                plain("approval_status", "approval_statuses").at(""));
    }

    /** The common part of all set-up modules. */
    private static ModuleBuilder plain(String name, String plural, Field... more) {
        return ModuleDefinition.called(name, plural)
                .at(plural)
                .scopes(SCOPE)
                .fields(text("name").mandatory(), text("description"), flag("inactive"), flag("deleted"))
                .fields(more)
                .rules(new SetupRules());
    }
}
