package sg.com.aurix.bootstrap.bench;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import sg.com.aurix.bootstrap.bench.hello.HelloApplication;

/** The bare server as one runnable jar, made as ours is made: the classes of all its libraries, and the lists of services joined. */
final class HelloJar {
    /** What Micronaut's HTTP server brings with it, the JSON it does not start without, the pool, the driver and the same logging: no client, no migrations. */
    private static final Set<String> LIBRARIES = Set.of(
            "micronaut-http-server-netty",
            "micronaut-http-server",
            "micronaut-http",
            "micronaut-context",
            "micronaut-aop",
            "micronaut-core-reactive",
            "micronaut-context-propagation",
            "micronaut-router",
            "micronaut-inject",
            "micronaut-core",
            "micronaut-http-netty",
            "micronaut-buffer-netty",
            "netty-codec-http2",
            "netty-handler",
            "netty-resolver",
            "netty-transport-native-unix-common",
            "netty-codec-http",
            "netty-common",
            "netty-buffer",
            "netty-transport",
            "netty-codec-base",
            "netty-codec-compression",
            "reactor-core",
            "reactive-streams",
            "jakarta.inject-api",
            "jakarta.annotation-api",
            "slf4j-api",
            "logback-classic",
            "logback-core",
            "HikariCP",
            "postgresql",
            "micronaut-jackson-databind",
            "micronaut-jackson-core",
            "micronaut-json-core",
            "jackson-core",
            "jackson-databind",
            "jackson-annotations",
            "jackson-datatype-jdk8",
            "jackson-datatype-jsr310");

    private static final String OUR_PACKAGES = "sg/com/aurix/";
    private static final String OWN_PACKAGE = "sg/com/aurix/bootstrap/bench/hello";
    private static final List<String> SERVICES = List.of("META-INF/services/", "META-INF/io.netty.versions.properties");

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private HelloJar() {}

    /** Makes it. */
    static Path make(Path folder) {
        List<Path> libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                // There is a Jackson 3 as well, of the same names, which a test needs.
                .filter(path -> !path.contains("tools" + File.separator + "jackson"))
                .map(Path::of)
                .filter(path -> LIBRARIES.contains(path.getFileName().toString().replaceFirst("-\\d.*", "")))
                .toList();
        return make(libraries, folder.resolve("hello.jar"));
    }

    /** Makes one that has all libraries of our server too, and uses none of them: whatever they bring is there, and not a class of ours. */
    static Path makeWithOurLibraries(Path folder) {
        return make(List.of(AurixUnderTest.JAR), folder.resolve("hello-with-our-libraries.jar"));
    }

    private static Path make(List<Path> libraries, Path file) {
        HelloJar jar = new HelloJar();
        try {
            jar.addOwn(Path.of(HelloApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
            for (Path library : libraries) {
                jar.addLibrary(library);
            }
            return jar.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The classes of its package, what Micronaut's processor says of them, and how it logs. */
    private void addOwn(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString();
                if (name.startsWith(OWN_PACKAGE)
                        || (name.startsWith("META-INF") && name.contains(dotted(OWN_PACKAGE)))) {
                    entries.put(name, Files.readAllBytes(file));
                }
            }
        }
        entries.put("logback.xml", Resources.text("hello-logback.xml").getBytes(StandardCharsets.UTF_8));
    }

    private void addLibrary(Path library) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            // Folders too: Micronaut finds its beans by them.
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                boolean ofAnotherKind = name.endsWith("module-info.class")
                        || name.equals(JarFile.MANIFEST_NAME)
                        || name.startsWith("META-INF/maven/")
                        || name.startsWith(OUR_PACKAGES)
                        || (name.startsWith("META-INF") && name.contains(dotted(OUR_PACKAGES)));
                if (!ofAnotherKind) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        entries.merge(name, content.readAllBytes(), (had, more) -> merged(name, had, more));
                    }
                }
            }
        }
    }

    /** As lists of beans have the names of packages. */
    private static String dotted(String packages) {
        return packages.replace('/', '.');
    }

    private static byte[] merged(String name, byte[] had, byte[] more) {
        if (SERVICES.stream().noneMatch(name::startsWith)) {
            return had;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(had);
        both.write('\n');
        both.writeBytes(more);
        return both.toByteArray();
    }

    private Path write(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, HelloApplication.class.getName());
        attributes.put(Attributes.Name.MULTI_RELEASE, "true");
        attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return file;
    }
}
