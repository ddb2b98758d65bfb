package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.EntityWriter;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import java.util.Map;

/** Wakes requests on hold whose {@code onhold_scheduler} is due; looks at most once a second. Used under the desk's lock. */
final class OnHoldAlarm {
    private static final long PAUSE = 1_000;

    private long lastLook;

    void ring(Portal desk) {
        long now = desk.clock().now();
        if (Math.abs(now - lastLook) < PAUSE) {
            return;
        }
        lastLook = now;
        ModuleDefinition requests = desk.catalogue().named(RequestModule.REQUEST);
        desk.all(requests).stream()
                .filter(request -> isDue(desk, request, now))
                .forEach(request -> wake(desk, requests, request));
    }

    private static boolean isDue(Portal desk, Entity request, long now) {
        long moment = request.get("onhold_scheduler").path("scheduled_time").asLong(Long.MAX_VALUE);
        return moment <= now && RequestFacts.isCalled(RequestFacts.status(desk, request), StatusEngine.ON_HOLD);
    }

    private static void wake(Portal desk, ModuleDefinition requests, Entity request) {
        String wanted = request.get("onhold_scheduler").path("change_to_status").asText("");
        String next = wanted.isEmpty() ? StatusEngine.called(desk, StatusEngine.OPEN) : wanted;
        Actor holder = new Actor(request.text("editor"));
        new EntityWriter(desk, holder)
                .change(requests, request, Map.of("status", TextNode.valueOf(next), "is_read", BooleanNode.FALSE));
    }
}
