package sg.com.aurix.bootstrap.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The scripts of the suite, beside its classes. */
final class Resources {
    private Resources() {}

    static String text(String name) {
        try (InputStream stream = stream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a file, for a program that takes no other. */
    static Path copy(String name, Path folder) {
        try (InputStream stream = stream(name)) {
            Path file = folder.resolve(name);
            Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String name) {
        return Objects.requireNonNull(Resources.class.getResourceAsStream("/bench/" + name), name);
    }
}
