package dev.sdpmcp.desk.request;

import dev.sdpmcp.tool.ResourceChanged;
import dev.sdpmcp.upstream.HelpDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the way to requests inside a server. */
@ApplicationScoped
public class RequestsProducer {

    @Produces
    @Singleton
    Requests requests(HelpDesk helpDesk, Event<ResourceChanged> changes) {
        return new Requests(helpDesk, changes::fire);
    }
}
