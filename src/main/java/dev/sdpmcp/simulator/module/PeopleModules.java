package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.decimal;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.lookups;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.text;
import static dev.sdpmcp.simulator.model.Field.texts;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.ModuleBuilder;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** People: one store, seen as users (all), requesters (no technicians) and technicians. */
final class PeopleModules implements ModuleRules {
    static final String USER = "user";
    static final String TECHNICIAN = "technician";

    private static final String IS_TECHNICIAN = "is_technician";
    private static final String NAME = "name";
    private static final String FIRST_NAME = "first_name";
    private static final String LAST_NAME = "last_name";

    static Stream<ModuleBuilder> all() {
        ModuleBuilder users = person(USER, "users").scopes("users");
        ModuleBuilder requesters = person("requester", "requesters")
                .scopes("users", "setup")
                .lookingAt(USER, one -> !one.is(IS_TECHNICIAN), Json.object());
        ModuleBuilder technicians = person(TECHNICIAN, "technicians")
                .scopes("technicians")
                .fields(lookups("associated_sites", "site"), lookups("groups", "group"), lookups("roles", "role"))
                .fields(text("login_name"))
                .lookingAt(USER, one -> one.is(IS_TECHNICIAN), Json.object().put(IS_TECHNICIAN, true));
        return Stream.of(users, requesters, technicians);
    }

    private static ModuleBuilder person(String name, String plural) {
        return ModuleDefinition.called(name, plural)
                .at(plural)
                .fields(text(NAME), text(FIRST_NAME), text("middle_name"), text(LAST_NAME))
                .fields(text("email_id").unique(), texts("secondary_emailids"), text("employee_id"))
                .fields(text("job_title"), text("description"), text("phone"), text("mobile"), text("sms_mail_id"))
                .lookups("department", "site")
                .fields(lookup("reporting_to", USER), object("udf_fields"))
                .fields(flag("is_vip_user"), flag("service_request_approver"), flag("purchase_approver"))
                .fields(decimal("purchase_approval_limit"), decimal("cost_per_hour"))
                .readOnly(flag(IS_TECHNICIAN), text("photo_url"), moment("created_time"), text("sms_mail"))
                .readOnly(text("user_scope").startingAs(TextNode.valueOf("internal_user")))
                .readOnly(text("status").startingAs(TextNode.valueOf("ACTIVE")))
                .lookupFields("email_id", "phone", "mobile", FIRST_NAME, LAST_NAME, "job_title")
                .lookupFields("department", "site", "photo_url", "is_vip_user", IS_TECHNICIAN, "user_scope")
                .lookupFields("sms_mail", "employee_id")
                .rules(new PeopleModules());
    }

    /** A person has a name, whole or in parts. */
    @Override
    public Collection<String> mandatory(Draft draft) {
        boolean named = !draft.isNew() || draft.gave(NAME) || draft.gave(FIRST_NAME) || draft.gave(LAST_NAME);
        return named ? List.of() : List.of(NAME);
    }

    @Override
    public void check(Draft draft) {
        if (draft.isNew()) {
            draft.set("created_time", draft.now());
        }
        boolean inParts = draft.changes(FIRST_NAME) || draft.changes(LAST_NAME);
        if (inParts && !draft.gave(NAME)) {
            String first = draft.get(FIRST_NAME).asText("");
            String last = draft.get(LAST_NAME).asText("");
            draft.set(NAME, TextNode.valueOf((first + " " + last).strip()));
        }
    }
}
