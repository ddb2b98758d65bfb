package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.EntityWriter;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import java.util.Map;

/**
 * Resumes requests on hold whose {@code onhold_scheduler} is due; checks at most once a second. Used under the
 * portal's lock.
 */
final class OnHoldAlarm {
    private static final long PAUSE = 1_000;

    private long lastLook;

    void ring(Portal portal) {
        long now = portal.clock().now();
        if (Math.abs(now - lastLook) < PAUSE) {
            return;
        }
        lastLook = now;
        ModuleDefinition requests = portal.catalogue().named(RequestModule.REQUEST);
        portal.all(requests).stream()
                .filter(request -> isDue(portal, request, now))
                .forEach(request -> resume(portal, requests, request));
    }

    private static boolean isDue(Portal portal, Entity request, long now) {
        long moment = request.get("onhold_scheduler").path("scheduled_time").asLong(Long.MAX_VALUE);
        return moment <= now && RequestFacts.isCalled(RequestFacts.status(portal, request), StatusEngine.ON_HOLD);
    }

    private static void resume(Portal portal, ModuleDefinition requests, Entity request) {
        String wanted = request.get("onhold_scheduler").path("change_to_status").asText("");
        String next = wanted.isEmpty() ? StatusEngine.called(portal, StatusEngine.OPEN) : wanted;
        Actor holder = new Actor(request.text("editor"));
        new EntityWriter(portal, holder)
                .change(requests, request, Map.of("status", TextNode.valueOf(next), "is_read", BooleanNode.FALSE));
    }
}
