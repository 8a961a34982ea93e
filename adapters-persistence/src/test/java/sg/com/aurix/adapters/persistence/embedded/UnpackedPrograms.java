package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL's programs, unpacked once for all tests that do not show the unpacking itself. */
final class UnpackedPrograms {
    /** Where temporary databases of tests live. */
    static final Path WORK_DIR = Path.of("target", "embedded-postgres");

    private UnpackedPrograms() {}

    static Path folder() throws IOException {
        return Binaries.ofThisMachine().unpackedInto(DataFolder.at(WORK_DIR).root());
    }

    /** Gives the data folder, made if need be, the programs that it would else unpack itself. */
    static Path linkedInto(Path dataDir) throws IOException {
        Path programs = folder();
        Files.createSymbolicLink(Files.createDirectories(dataDir).resolve(programs.getFileName()), programs);
        return dataDir;
    }
}
