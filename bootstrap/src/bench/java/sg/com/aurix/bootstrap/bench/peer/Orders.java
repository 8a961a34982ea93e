package sg.com.aurix.bootstrap.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/** What a peer is told over its input, and what it answers. */
final class Orders {
    private static final String PREPARE = "prepare ";

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    /** Says that it is ready, and has events prepared again and again, until its input ends. */
    void follow(IntConsumer prepareAndRelease) throws IOException {
        say("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(PREPARE)) {
                prepareAndRelease.accept(Integer.parseInt(line.substring(PREPARE.length())));
            }
        }
    }

    /** Says that all is prepared, and returns when it is told to release it. */
    void awaitRelease() {
        say("prepared");
        try {
            if (!"release".equals(in.readLine())) {
                throw new IllegalStateException("after prepare comes release");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String word) {
        System.out.println(word);
        System.out.flush();
    }
}
