package dev.sdpmcp.doctor;

import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.config.reading.InvalidConfigurationException;
import dev.sdpmcp.config.reading.UnknownVariables;
import java.util.ArrayList;
import java.util.List;

/** Reads all variables as the server's start would, and says everything that is wrong with them at once. */
final class ConfigurationCheck implements Check {

    static final String NAME = "configuration";

    private final Installation installation;
    private final CheckContext chart;

    ConfigurationCheck(Installation installation, CheckContext chart) {
        this.installation = installation;
        this.chart = chart;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        installation.problems().forEach(problem -> findings.add(Finding.of(Outcome.FAIL, problem)));
        try {
            chart.configuration(ConfigurationReader.read(ConfigurationSource.of(installation.values())));
        } catch (InvalidConfigurationException wrong) {
            wrong.problems().forEach(problem -> findings.add(Finding.of(Outcome.FAIL, problem)));
        }
        UnknownVariables.warnings(installation.values().keySet())
                .forEach(warning -> findings.add(Finding.warn(
                        warning, "Nothing reads it: write the name as in .env.sse.example, or remove it.")));
        if (findings.isEmpty()) {
            findings.add(Finding.ok(installation.values().size() + " variables are set, all are understood"));
        }
        return findings;
    }
}
