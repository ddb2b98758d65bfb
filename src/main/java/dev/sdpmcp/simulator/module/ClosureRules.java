package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Stage;
import java.util.List;

/**
 * Conditions of closing a request, from the switch {@code closureRules}. If one is not met, the answer is a
 * warning and the request stays open.
 */
final class ClosureRules {
    private ClosureRules() {}

    static void check(Draft draft, Entity to) {
        if (!RequestFacts.isCalled(to, StatusEngine.CLOSED)) {
            return;
        }
        List<String> missing = draft.portal().switches().names(Switch.CLOSURE_RULES).stream()
                .filter(rule -> !isMet(draft, rule))
                .toList();
        draft.problems().addFields(Stage.STATE, InnerCode.WARNING, missing);
    }

    private static boolean isMet(Draft draft, String rule) {
        return switch (rule) {
            case "resolution" ->
                !draft.get("resolution").path("content").asText("").isBlank();
            case "closure_code" ->
                draft.get("closure_info").path("closure_code").isTextual();
            case "worklog" -> !linked(draft, WorklogModule.WORKLOG).isEmpty();
            case "closed_tasks" ->
                linked(draft, TaskModule.TASK).stream().allMatch(task -> isDone(draft.portal(), task));
            default -> !isEmpty(draft.get(rule));
        };
    }

    private static List<Entity> linked(Draft draft, String module) {
        Entity before = draft.before();
        return before == null ? List.of() : draft.portal().linked(module, RequestModule.REQUEST, before.id());
    }

    private static boolean isDone(Portal portal, Entity task) {
        Entity status = portal.find("task_status", task.text("status"));
        return status == null || !status.is("in_progress");
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || (value.isTextual() && value.textValue().isBlank());
    }
}
