package dev.sdpmcp.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * The place of a bean in the platform's MBean server, where the launcher finds it. Of several deployments of the application
 * the first one has it. Immutable.
 */
public final class MBeanRegistration implements AutoCloseable {

    private static final Logger LOG = System.getLogger(MBeanRegistration.class.getName());

    private final ObjectName name;

    private MBeanRegistration(ObjectName name) {
        this.name = name;
    }

    /**
     * Registers a bean.
     *
     * @param type the interface that is shown
     * @return empty if another deployment has the name
     * @throws JMException if the name or the interface is none of an MBean
     */
    public static <T> Optional<MBeanRegistration> of(T bean, Class<T> type, String name) throws JMException {
        ObjectName place = new ObjectName(name);
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new StandardMBean(bean, type), place);
            return Optional.of(new MBeanRegistration(place));
        } catch (InstanceAlreadyExistsException other) {
            LOG.log(Level.WARNING, "another deployment of this application is registered as {0} already", name);
            return Optional.empty();
        }
    }

    /** Gives the name back. */
    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException notRegistered) {
            LOG.log(Level.DEBUG, "{0} was not registered: {1}", name, ExceptionSummary.inOneLine(notRegistered));
        }
    }
}
