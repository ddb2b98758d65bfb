package dev.sdpmcp.desk.people;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.upstream.HelpDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Wires what knows the people inside a server. */
@ApplicationScoped
public class PeopleProducer {

    @Produces
    @Singleton
    Technicians technicians(HelpDesk helpDesk) {
        return new Technicians(helpDesk, Clock.systemUTC());
    }

    @Produces
    @Singleton
    People people(HelpDesk helpDesk, Technicians technicians, ServerConfiguration configuration) {
        return new People(helpDesk, technicians, configuration.upstream().defaultTechnicianEmail());
    }
}
