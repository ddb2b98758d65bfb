package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.decimal;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.free;
import static dev.sdpmcp.simulator.model.Field.integer;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.lookups;
import static dev.sdpmcp.simulator.model.Field.text;
import static dev.sdpmcp.simulator.model.Field.texts;

import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ModuleBuilder;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.stream.Stream;

/**
 * The set-up data that records refer to: categories, priorities, statuses, groups, sites and so on. All of it
 * needs scope setup, but topics of solutions.
 */
final class SetupModules implements ModuleRules {
    private static final Field COLOR = text("color");
    private static final Field INTERNAL_NAME = text("internal_name");

    static Stream<ModuleBuilder> all() {
        return Stream.of(
                plain("category", "categories").lookups("technician").child("subcategories", "subcategory", "category"),
                within("category", "subcategory", "subcategories").child("items", "item", "subcategory"),
                within("subcategory", "item", "items"),
                plain("service_category", "service_categories"),
                plain("priority", "priorities").shown(COLOR),
                plain("status", "statuses").shown(INTERNAL_NAME, COLOR, flag("in_progress"), flag("stop_timer")),
                plain("urgency", "urgencies"),
                plain("impact", "impacts"),
                plain("level", "levels"),
                plain("mode", "modes").shown(INTERNAL_NAME),
                plain("request_type", "request_types"),
                plain("region", "regions"),
                plain("site", "sites").lookups("region").fields(text("address"), text("city"), text("country")),
                plain("department", "departments").lookups("site"),
                group("group", "groups"),
                group("support_group", "support_groups").lookingAt("group", entity -> true, Json.object()),
                plain("role", "roles"),
                plain("request_template", "request_templates")
                        .shown(flag("is_service_template"))
                        .fields(flag("is_default"), text("comments"), free("request"), texts("fields_not_on_form"))
                        .fields(flag("has_tasks"), flag("has_checklists"))
                        .lookups("service_category")
                        .rowFields("id", "name", "description", "is_default", "is_service_template", "inactive")
                        .rowFields("comments"),
                plain("closure_code", "closure_codes").fields(text("module")),
                plain("sla", "slas").fields(decimal("response_hours"), decimal("resolution_hours")),
                plain("worklog_type", "worklog_types"),
                plain("task_type", "task_types"),
                plain("task_status", "task_statuses").shown(COLOR, flag("in_progress")),
                plain("udf_field", "udf_fields").fields(text("type"), text("module")),
                plain("problem_template", "problem_templates").fields(flag("is_default")),
                plain("change_template", "change_templates").fields(flag("is_default")),
                plain("change_type", "change_types").shown(COLOR),
                plain("change_stage", "change_stages")
                        .shown(INTERNAL_NAME, integer("stage_index"))
                        .sortedBy("stage_index", false),
                plain("change_status", "change_statuses")
                        .shown(lookup("stage", "change_stage").mandatory()),
                plain("change_risk", "change_risks"),
                plain("change_role", "change_roles"),
                plain("reason_for_change", "reasons_for_change"),
                plain("change_workflow", "change_workflows").at(""),
                plain("release_template", "release_templates").fields(flag("is_default")),
                plain("release_type", "release_types").shown(COLOR),
                plain("release_stage", "release_stages")
                        .shown(INTERNAL_NAME, integer("stage_index"))
                        .sortedBy("stage_index", false),
                plain("release_status", "release_statuses")
                        .shown(lookup("stage", "release_stage").mandatory()),
                plain("reason_for_release", "reasons_for_release"),
                plain("release_workflow", "release_workflows").at(""),
                plain("approval_status", "approval_statuses").at(""),
                plain("topic", "topics").scopes("solutions").fields(lookup("parent", "topic")),
                plain("solution_status", "solution_statuses").at(""));
    }

    private static ModuleBuilder group(String name, String plural) {
        return plain(name, plural)
                .shown(lookup("site", "site"))
                .fields(text("email"), lookups("technicians", "technician"));
    }

    private static ModuleBuilder within(String outer, String name, String plural) {
        return plain(name, plural).fields(lookup(outer, outer).mandatory());
    }

    /** The common part of all set-up modules. */
    private static ModuleBuilder plain(String name, String plural) {
        return ModuleDefinition.called(name, plural)
                .at(plural)
                .scopes("setup")
                .fields(text("name").mandatory(), text("description"), flag("inactive"), flag("deleted"))
                .rules(new SetupModules());
    }

    /** Set-up data that a record still uses cannot be deleted. */
    @Override
    public void delete(Action.Call call) {
        for (ModuleDefinition module : call.portal().catalogue().all()) {
            boolean used = module.source() == null
                    && call.portal().all(module.name()).stream()
                            .flatMap(entity -> entity.values().valueStream())
                            .anyMatch(call.target().reference()::equals);
            if (used) {
                throw ApiFailure.of(InnerCode.REFERENCED, "Referenced by " + module.plural());
            }
        }
        ModuleRules.super.delete(call);
    }
}
