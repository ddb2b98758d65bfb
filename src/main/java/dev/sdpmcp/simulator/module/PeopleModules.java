package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.decimal;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.lookups;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.text;
import static dev.sdpmcp.simulator.model.Field.texts;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ModuleBuilder;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import java.util.Map;
import java.util.stream.Stream;

/** People: one store, seen as users (all), requesters (no technicians) and technicians. */
final class PeopleModules {
    static final String USER = "user";
    static final String TECHNICIAN = "technician";

    private static final String IS_TECHNICIAN = "is_technician";
    private static final String[] LOOKUP_FIELDS = {
        "id",
        "name",
        "email_id",
        "phone",
        "mobile",
        "first_name",
        "last_name",
        "job_title",
        "department",
        "site",
        "photo_url",
        "is_vip_user",
        IS_TECHNICIAN,
        "user_scope",
        "sms_mail",
        "employee_id"
    };

    private PeopleModules() {}

    static Stream<ModuleDefinition> all() {
        return Stream.of(
                        person(USER, "users").scopes("users"),
                        person("requester", "requesters")
                                .scopes("users", "setup")
                                .lookingAt(USER, one -> !one.is(IS_TECHNICIAN), Map.of()),
                        person(TECHNICIAN, "technicians")
                                .scopes("technicians")
                                .fields(
                                        lookups("associated_sites", "site"),
                                        lookups("groups", "group"),
                                        lookups("roles", "role"),
                                        text("login_name"))
                                .lookingAt(USER, one -> one.is(IS_TECHNICIAN), Map.of(IS_TECHNICIAN, BooleanNode.TRUE)))
                .map(ModuleBuilder::build);
    }

    private static ModuleBuilder person(String name, String plural) {
        return ModuleDefinition.called(name, plural)
                .at(plural)
                .fields(text("name"), text("first_name"), text("middle_name"), text("last_name"))
                .fields(text("email_id").unique(), texts("secondary_emailids"), text("employee_id"))
                .fields(text("job_title"), text("description"), text("phone"), text("mobile"), text("sms_mail_id"))
                .fields(lookup("department", "department"), lookup("site", "site"), lookup("reporting_to", USER))
                .fields(flag("is_vip_user"), flag("service_request_approver"), flag("purchase_approver"))
                .fields(decimal("purchase_approval_limit"), decimal("cost_per_hour"))
                .fields(
                        flag(IS_TECHNICIAN).readOnly(),
                        text("photo_url").readOnly(),
                        moment("created_time").readOnly())
                .fields(text("user_scope").readOnly().startingAs(TextNode.valueOf("internal_user")))
                .fields(
                        text("status").readOnly().startingAs(TextNode.valueOf("ACTIVE")),
                        text("sms_mail").readOnly())
                .fields(Field.object("udf_fields"))
                .lookupFields(LOOKUP_FIELDS)
                .rules(new PeopleRules());
    }
}
