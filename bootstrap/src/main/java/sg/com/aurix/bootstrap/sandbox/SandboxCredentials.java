package sg.com.aurix.bootstrap.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Properties;
import java.util.random.RandomGenerator;
import sg.com.aurix.bootstrap.settings.ServerSettings.Secrets;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.WidgetToken;

/**
 * The credentials of a sandbox, drawn at its first start and kept beside its database in a file that only its owner reads.
 *
 * @param apiKey the demo partner's
 * @param widgetToken the demo channel's
 */
public record SandboxCredentials(ApiKey apiKey, WidgetToken widgetToken, Secrets secrets) {
    private static final String FILE = "sandbox.properties";

    /** The credentials kept in a data folder, drawn and kept there now if there are none. */
    public static SandboxCredentials in(Path dataDir, RandomGenerator secureRandom) {
        Path file = dataDir.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            Files.createDirectories(dataDir);
            SandboxCredentials drawn = draw(secureRandom);
            drawn.write(file);
            return drawn;
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's credentials cannot be kept in " + file, e);
        }
    }

    private static SandboxCredentials draw(RandomGenerator secureRandom) {
        return new SandboxCredentials(
                ApiKey.mint(secureRandom),
                WidgetToken.mint(secureRandom),
                new Secrets(
                        token("admin_", secureRandom), token("verify_", secureRandom), token("app_", secureRandom)));
    }

    private static String token(String prefix, RandomGenerator secureRandom) {
        byte[] bytes = new byte[24];
        secureRandom.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    private static SandboxCredentials read(Path file) throws IOException {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        return new SandboxCredentials(
                new ApiKey(kept(kept, "api_key", file)),
                new WidgetToken(kept(kept, "widget_token", file)),
                new Secrets(
                        kept(kept, "admin_token", file),
                        kept(kept, "whatsapp_verify_token", file),
                        kept(kept, "whatsapp_app_secret", file)));
    }

    private static String kept(Properties kept, String name, Path file) throws IOException {
        String value = kept.getProperty(name);
        if (value == null) {
            throw new IOException(
                    "there is no " + name + " in " + file + "; delete the file to have new credentials drawn");
        }
        return value;
    }

    /** Written aside and renamed, so that a start that is cut short leaves no half of it. */
    private void write(Path file) throws IOException {
        Properties kept = new Properties();
        kept.setProperty("api_key", apiKey.value());
        kept.setProperty("widget_token", widgetToken.value());
        kept.setProperty("admin_token", secrets.adminToken());
        kept.setProperty("whatsapp_verify_token", secrets.whatsAppVerifyToken());
        kept.setProperty("whatsapp_app_secret", secrets.whatsAppAppSecret());
        Path aside = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(aside);
        createForOwner(aside);
        try (Writer writer = Files.newBufferedWriter(aside)) {
            kept.store(
                    writer,
                    "The sandbox's credentials, drawn at its first start. Delete this file to have new ones drawn.");
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void createForOwner(Path file) throws IOException {
        boolean posix = Files.getFileAttributeView(file.getParent(), PosixFileAttributeView.class) != null;
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
