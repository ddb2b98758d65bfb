package dev.sdpmcp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerControlTest {

    private final ServerControl first = deployment();
    private final ServerControl second = deployment();

    private static ServerControl deployment() {
        ServerLifecycle lifecycle = new ServerLifecycle(stopping -> {});
        return new ServerControl(lifecycle, new Readiness(List.of(), lifecycle));
    }

    @AfterEach
    void leave() {
        first.close();
        second.close();
    }

    private static boolean isRegistered() throws JMException {
        return ManagementFactory.getPlatformMBeanServer().isRegistered(new ObjectName(ServerControlMBean.NAME));
    }

    @Test
    void is_registered_from_the_start_of_the_application_to_its_end() throws JMException {
        assertThat(isRegistered()).isFalse();

        first.open(this);
        assertThat(isRegistered()).isTrue();

        first.close();
        assertThat(isRegistered()).isFalse();
    }

    @Test
    void a_second_deployment_does_not_unregister_the_first() throws JMException {
        first.open(this);
        second.open(this);

        second.close();

        assertThat(isRegistered()).isTrue();
        first.close();
        assertThat(isRegistered()).isFalse();
    }
}
