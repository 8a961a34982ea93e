package sg.com.aurix.bootstrap.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, which reaches nothing but this machine. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");

    /** Says for each start that it does not know the newest protocol, of which nothing is used here. */
    private static final Logger TALKATIVE = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    /** A machine that stalls for the widget's 1.5 seconds would have it offer the plain link, which few tests are about. */
    private static final String PATIENT_WIDGET = """
        {
          const later = window.setTimeout;
          window.setTimeout = (task, ms, ...given) =>
            later.call(window, task, ms === 1500 && !window.asImpatientAsItIs ? 60_000 : ms, ...given);
        }
        """;

    private final ChromeDriver driver;

    private Browser(ChromeOptions options) {
        for (Path needed : List.of(CHROMIUM, CHROMEDRIVER)) {
            if (!Files.isExecutable(needed)) {
                throw new AssertionError(
                        needed + " is not there. These tests try the widget in a real browser: install Chromium and"
                                + " its driver (Debian: apt-get install chromium chromium-driver) and run them again.");
            }
        }
        TALKATIVE.setLevel(Level.OFF);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(CHROMEDRIVER.toFile())
                .usingAnyFreePort()
                .withTimeout(Duration.ofSeconds(60))
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60)).scriptTimeout(Duration.ofSeconds(120));
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", PATIENT_WIDGET));
    }

    /** With a mouse and without touch. */
    public static Browser desktop() {
        ChromeOptions options = options();
        options.addArguments(
                "--window-size=1280,800",
                // A mouse that hovers, in the numbers of Chromium: a machine without a screen has none.
                "--blink-settings=primaryPointerType=4,availablePointerTypes=4,primaryHoverType=2,availableHoverTypes=2");
        return new Browser(options);
    }

    /** With touch and without a mouse. */
    public static Browser phone() {
        return new Browser(phoneOptions());
    }

    /** A phone whose owner blocks what websites store. */
    public static Browser phoneWithoutStorage() {
        ChromeOptions options = phoneOptions();
        options.setExperimentalOption("prefs", Map.of("profile.default_content_setting_values.cookies", 2));
        return new Browser(options);
    }

    private static ChromeOptions phoneOptions() {
        ChromeOptions options = options();
        options.setExperimentalOption(
                "mobileEmulation",
                Map.of(
                        "deviceMetrics",
                        Map.of("width", 390, "height", 844, "pixelRatio", 2.0, "touch", true, "mobile", true)));
        return options;
    }

    private static ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-US",
                "--user-data-dir=" + newFolder(),
                // wa.me is nowhere: a tab that was led there says so and keeps the address.
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");
        // The driver's own switch would let every popup pass.
        options.setExperimentalOption("excludeSwitches", List.of("disable-popup-blocking"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    private static Path newFolder() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "browsers").toAbsolutePath());
            return Files.createTempDirectory(parent, "profile-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** From now on the widget of this page waits no longer than it does for visitors. */
    public void asImpatientAsItIs() {
        driver.executeScript("window.asImpatientAsItIs = true");
    }

    /** Leaves one empty tab, with nothing on its console. */
    public void clear() {
        List<String> tabs = new ArrayList<>(driver.getWindowHandles());
        while (tabs.size() > 1) {
            driver.switchTo().window(tabs.removeLast());
            driver.close();
        }
        driver.switchTo().window(tabs.getFirst());
        driver.get("about:blank");
        problems();
    }

    /** Light or dark, as the visitor's system has it. */
    public void prefer(String colorScheme) {
        emulate(List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme)));
    }

    /** The visitor's wish for less motion. */
    public void preferNoMotion() {
        emulate(List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce")));
    }

    /** The visitor's system says all colours. */
    public void preferForcedColours() {
        emulate(List.of(Map.of("name", "forced-colors", "value", "active")));
    }

    /** What shows of a page, in CSS pixels. */
    public void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** As much of a page shows as the window has room for. */
    public void sizeOfTheWindow() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** The system has no wishes any more. */
    public void preferNothing() {
        emulate(List.of());
    }

    private void emulate(List<?> features) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", features));
    }

    /** What the page's console was told of as errors and warnings since this was last asked. */
    public List<String> problems() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
