package sg.com.aurix.bootstrap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Draws where a recording of the JDK's Flight Recorder says that the processor's time went: an SVG, callers below, as wide as their share.
 *
 * <p>A program of its own, which needs nothing but the JDK: {@code java FlameGraph.java recording.jfr picture.svg}.
 */
final class FlameGraph {
    /** The first samples processor time, native code too; the other one is what older recordings have, of Java code alone. */
    private static final Set<String> SAMPLES = Set.of("jdk.CPUTimeSample", "jdk.ExecutionSample");

    private static final int WIDTH = 1400;
    private static final int ROW = 15;
    private static final int HEAD = 24;
    private static final int DEEPEST = 90;
    private static final double NARROWEST = 2;
    private static final double LETTER = 6.1;

    private final Node all = new Node();
    private final StringBuilder svg = new StringBuilder();

    private FlameGraph() {}

    /**
     * Draws.
     *
     * @param args the recording, and where the picture goes
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: java FlameGraph.java recording.jfr picture.svg");
            System.exit(2);
        }
        FlameGraph graph = new FlameGraph();
        graph.read(Path.of(args[0]));
        Files.writeString(Path.of(args[1]), graph.draw());
    }

    private void read(Path recording) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (stack != null && SAMPLES.contains(event.getEventType().getName())) {
                    add(stack);
                }
            }
        }
    }

    private void add(RecordedStackTrace stack) {
        all.count++;
        Node node = all;
        if (stack.isTruncated()) {
            node = node.callees.computeIfAbsent("(deeper than was recorded).", _ -> new Node());
            node.count++;
        }
        for (RecordedFrame frame : stack.getFrames().reversed()) {
            node = node.callees.computeIfAbsent(name(frame.getMethod()), _ -> new Node());
            node.count++;
        }
    }

    /** The method with its class; that of a lambda without the number that it has in this run. */
    private static String name(RecordedMethod method) {
        return method.getType().getName().replaceFirst("\\$\\$Lambda.*", "") + "." + method.getName();
    }

    private String draw() {
        int depth = Math.min(DEEPEST, all.depth());
        int height = HEAD + depth * ROW + 4;
        svg.append("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="monospace" font-size="10">
            <rect width="100%%" height="100%%" fill="#fff"/>
            <text x="4" y="15" font-size="12">%,d samples · green: ours, orange: database driver and pool, blue: Netty and Micronaut, \
            grey: the JDK and others</text>
            """.formatted(WIDTH, height, all.count));
        draw(all, 0, height - 4, depth);
        return svg.append("</svg>\n").toString();
    }

    private void draw(Node caller, double left, int bottom, int depth) {
        if (depth == 0) {
            return;
        }
        double x = left;
        for (Map.Entry<String, Node> callee : caller.callees.entrySet()) {
            double width = (double) callee.getValue().count * WIDTH / all.count;
            if (width >= NARROWEST) {
                box(callee.getKey(), callee.getValue(), x, bottom - ROW, width);
                draw(callee.getValue(), x, bottom - ROW, depth - 1);
            }
            x += width;
        }
    }

    private void box(String method, Node node, double x, int y, double width) {
        String[] parts = method.split("\\.", -1);
        String brief = parts[parts.length - 2] + "." + parts[parts.length - 1];
        int letters = (int) ((width - 4) / LETTER);
        String text = letters < 3 ? "" : brief.substring(0, Math.min(brief.length(), letters));
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s, %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%s</text></g>%n",
                escaped(method),
                100.0 * node.count / all.count,
                x,
                y,
                Math.max(0.5, width - 0.5),
                ROW - 1,
                colour(method),
                x + 2,
                y + 11,
                escaped(text)));
    }

    private static String colour(String method) {
        if (method.startsWith("sg.com.aurix.")) {
            return "#8fd19e";
        }
        if (method.startsWith("org.postgresql.") || method.startsWith("com.zaxxer.")) {
            return "#f5b971";
        }
        return method.startsWith("io.netty.") || method.startsWith("io.micronaut.") ? "#a9c7ee" : "#d9d9d9";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** What was called from one place, by name. */
    private static final class Node {
        private final Map<String, Node> callees = new TreeMap<>();
        private long count;

        int depth() {
            int deepest = 0;
            for (Node callee : callees.values()) {
                deepest = Math.max(deepest, 1 + callee.depth());
            }
            return deepest;
        }
    }
}
