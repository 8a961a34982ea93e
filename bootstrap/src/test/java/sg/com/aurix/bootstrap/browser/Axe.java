package sg.com.aurix.bootstrap.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;
import sg.com.aurix.bootstrap.verifiers.NodeProgram;

/** The rules of accessibility that a program can check. */
public record Axe(String script) {
    public static Axe installed() {
        try {
            return new Axe(Files.readString(NodeProgram.installed().packaged("axe-core/axe.min.js")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of the page breaks a rule: the rule, and where. Colours count as they are, so nothing may be moving. */
    public List<String> violations(ChromeDriver driver) {
        driver.executeScript(script);
        Object found = driver.executeAsyncScript("""
            const done = arguments[arguments.length - 1];
            axe.run()
              .then(({ violations }) => done(violations.map(({ id, nodes }) => id + " " + nodes.map((node) => node.html).join())))
              .catch((problem) => done(["axe failed: " + problem]));
            """);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }
}
