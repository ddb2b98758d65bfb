package dev.sdpmcp.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who can read the file with the secrets. */
final class EnvFileCheck implements Check {

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Path file;

    EnvFileCheck(Installation installation) {
        this.file = installation.dotEnv();
    }

    @Override
    public String name() {
        return "env-file";
    }

    @Override
    public List<Finding> examine() throws IOException {
        if (!Files.exists(file)) {
            return List.of(Finding.ok("there is no " + file + ", all comes from the environment"));
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        String found = file + " has the mode " + PosixFilePermissions.toString(mode);
        return List.of(
                mode.stream().noneMatch(OTHERS::contains)
                        ? Finding.ok(found)
                        : Finding.warn(
                                found + ": others on this machine can read or change its secrets",
                                "chmod 600 " + file));
    }
}
