package sg.com.aurix.bootstrap.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pictures of {@code docs/images}: kept there only if {@code -Daurix.screenshots=true} asks for it, so that builds change no file. */
public final class Pictures {
    private static final boolean ASKED = Boolean.getBoolean("aurix.screenshots");
    private static final Path IMAGES = Path.of("..", "docs", "images");

    private Pictures() {}

    /** Puts a picture in its place, if asked for. */
    public static void keepIfAsked(String name, byte[] png) throws IOException {
        if (ASKED) {
            Files.write(Files.createDirectories(IMAGES).resolve(name + ".png"), png);
        }
    }
}
