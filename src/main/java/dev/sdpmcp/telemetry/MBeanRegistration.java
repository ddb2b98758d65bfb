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
 * Registration of a bean in the platform's MBean server, where the launcher finds it. Of several deployments of the
 * application only the first one is registered. Immutable.
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
     * @param type the management interface
     * @return empty if another deployment is registered under the name
     * @throws JMException if the name or the interface is not valid for an MBean
     */
    public static <T> Optional<MBeanRegistration> of(T bean, Class<T> type, String name) throws JMException {
        ObjectName objectName = new ObjectName(name);
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new StandardMBean(bean, type), objectName);
            return Optional.of(new MBeanRegistration(objectName));
        } catch (InstanceAlreadyExistsException other) {
            LOG.log(Level.WARNING, "another deployment of this application is already registered as {0}", name);
            return Optional.empty();
        }
    }

    /** Unregisters the bean. */
    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException notRegistered) {
            LOG.log(Level.DEBUG, "{0} was not registered: {1}", name, ExceptionSummary.inOneLine(notRegistered));
        }
    }
}
