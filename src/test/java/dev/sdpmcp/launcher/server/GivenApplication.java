package dev.sdpmcp.launcher.server;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** A stand-in for the deployed application: registers the same MBean. */
public final class GivenApplication implements AutoCloseable {

    /** The part of the management interface that the launcher uses. */
    public interface Control {
        boolean isReady();

        String[] getMissing();

        Map<String, String> getProblems();

        void announceReady();

        void stop(long graceMillis);

        void reload();
    }

    private final ObjectName name = new ObjectName("dev.sdpmcp:type=ServerControl");
    private final Map<String, String> problems = new LinkedHashMap<>();
    private boolean stopFails;
    private volatile boolean announced;
    private int reloads;

    GivenApplication() throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(new StandardMBean(new Given(), Control.class, false), name);
    }

    GivenApplication withProblem(String sentence, String place) {
        problems.put(sentence, place);
        return this;
    }

    GivenApplication thatCannotStop() {
        stopFails = true;
        return this;
    }

    int reloads() {
        return reloads;
    }

    boolean hasAnnounced() {
        return announced;
    }

    @Override
    public void close() throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    }

    private final class Given implements Control {

        @Override
        public boolean isReady() {
            return problems.isEmpty();
        }

        @Override
        public String[] getMissing() {
            return new String[0];
        }

        @Override
        public Map<String, String> getProblems() {
            return problems;
        }

        @Override
        public void announceReady() {
            announced = true;
        }

        @Override
        public void stop(long graceMillis) {
            if (stopFails) {
                throw new IllegalStateException("the goodbye failed");
            }
        }

        @Override
        public void reload() {
            reloads++;
        }
    }
}
