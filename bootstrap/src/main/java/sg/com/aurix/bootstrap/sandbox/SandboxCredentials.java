package sg.com.aurix.bootstrap.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.random.RandomGenerator;
import sg.com.aurix.adapters.persistence.SecretKeys;
import sg.com.aurix.bootstrap.settings.ConfigurationException;
import sg.com.aurix.bootstrap.settings.ServerSettings.Secrets;
import sg.com.aurix.domain.InvalidValueException;
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
    private static final String SECRET_KEY = "secret_key";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final String COMMENT =
            "The sandbox's credentials, drawn at its first start. Without secret_key the database beside this file is"
                    + " of no use: delete both to begin anew.";

    /**
     * The credentials kept in a data folder, drawn and kept there now if there are none; a file from before there was a secret key gets
     * one.
     *
     * @throws ConfigurationException if what is kept there is no secret key
     */
    public static SandboxCredentials in(Path dataDir, RandomGenerator secureRandom) {
        Path file = dataDir.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return read(file, secureRandom);
            }
            Files.createDirectories(dataDir);
            SandboxCredentials drawn = draw(secureRandom);
            write(drawn.toProperties(), file, OWNER_ONLY);
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
                        token("admin_", secureRandom),
                        token("verify_", secureRandom),
                        token("app_", secureRandom),
                        SecretKeys.draw(secureRandom)));
    }

    private static String token(String prefix, RandomGenerator secureRandom) {
        byte[] bytes = new byte[24];
        secureRandom.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    private static SandboxCredentials read(Path file, RandomGenerator secureRandom) throws IOException {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        if (kept.getProperty(SECRET_KEY) == null) {
            kept.setProperty(SECRET_KEY, SecretKeys.draw(secureRandom));
            write(kept, file, modeOf(file));
        }
        return new SandboxCredentials(
                new ApiKey(kept(kept, "api_key", file)),
                new WidgetToken(kept(kept, "widget_token", file)),
                new Secrets(
                        kept(kept, "admin_token", file),
                        kept(kept, "whatsapp_verify_token", file),
                        kept(kept, "whatsapp_app_secret", file),
                        secretKey(kept, file)));
    }

    private static String secretKey(Properties kept, Path file) throws IOException {
        String written = kept(kept, SECRET_KEY, file);
        try {
            SecretKeys.parse(written);
            return written;
        } catch (InvalidValueException e) {
            throw new ConfigurationException(List.of(SECRET_KEY + " in " + file + " " + e.expected()));
        }
    }

    private static String kept(Properties kept, String name, Path file) throws IOException {
        String value = kept.getProperty(name);
        if (value == null) {
            throw new IOException(
                    "there is no " + name + " in " + file + "; delete the file to have new credentials drawn");
        }
        return value;
    }

    private Properties toProperties() {
        Properties kept = new Properties();
        kept.setProperty("api_key", apiKey.value());
        kept.setProperty("widget_token", widgetToken.value());
        kept.setProperty("admin_token", secrets.adminToken());
        kept.setProperty("whatsapp_verify_token", secrets.whatsAppVerifyToken());
        kept.setProperty("whatsapp_app_secret", secrets.whatsAppAppSecret());
        kept.setProperty(SECRET_KEY, secrets.secretKey());
        return kept;
    }

    /** Written aside and renamed, so that a start that is cut short leaves no half of it. */
    private static void write(Properties kept, Path file, Set<PosixFilePermission> mode) throws IOException {
        Path aside = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(aside);
        if (isPosix(file)) {
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.setPosixFilePermissions(aside, mode);
        }
        try (Writer writer = Files.newBufferedWriter(aside)) {
            kept.store(writer, COMMENT);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Set<PosixFilePermission> modeOf(Path file) throws IOException {
        return isPosix(file) ? Files.getPosixFilePermissions(file) : OWNER_ONLY;
    }

    private static boolean isPosix(Path file) {
        return Files.getFileAttributeView(file.getParent(), PosixFileAttributeView.class) != null;
    }
}
