package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ExposureWarnings;
import java.util.List;
import java.util.Set;

/** Settings that are allowed, and let in or show more than most operators want. */
final class ExposureCheck implements Check {

    private final Installation installation;
    private final CheckContext chart;

    ExposureCheck(Installation installation, CheckContext chart) {
        this.installation = installation;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "exposure";
    }

    @Override
    public Set<String> needs() {
        return Set.of(ConfigurationCheck.NAME);
    }

    @Override
    public List<Finding> examine() {
        ServerConfiguration configuration = chart.configuration();
        List<Finding> findings = ExposureWarnings.of(
                        configuration, key -> installation.given(key).isPresent())
                .stream()
                .map(warning -> Finding.warn(warning.finding(), warning.fix()))
                .toList();
        return findings.isEmpty()
                ? List.of(Finding.ok("bound to " + configuration.http().host() + ", for "
                        + String.join(", ", configuration.access().allowedAddresses())))
                : findings;
    }
}
