package sg.com.aurix.bootstrap.bench;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import sg.com.aurix.bootstrap.bench.part.Parts;
import sg.com.aurix.bootstrap.figures.Figure;
import sg.com.aurix.bootstrap.figures.Rounds;

/** {@code parts}: what needs no other process, by JMH; they have no bars, and say what a click and an attempt are made of. */
final class PartsFigures {
    private static final String UNIT = "µs";

    private PartsFigures() {}

    static List<Figure> measure(Bench bench) {
        Settings settings = bench.settings();
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include(Parts.class.getName())
                            .mode(Mode.AverageTime)
                            .timeUnit(TimeUnit.MICROSECONDS)
                            .forks(1)
                            .warmupIterations(3)
                            .warmupTime(TimeValue.seconds(
                                    Math.max(1, settings.warmUp().toSeconds() / 6)))
                            .measurementIterations(settings.rounds())
                            .measurementTime(TimeValue.seconds(
                                    Math.max(1, settings.round().toSeconds() / 5)))
                            .build())
                    .run();
            return List.of(
                    Figure.told(
                            "signing an event",
                            UNIT,
                            rounds(results, "signature"),
                            "its two HMACs",
                            rounds(results, "bareHmacs")),
                    Figure.told(
                            "reading a click's JSON",
                            UNIT,
                            rounds(results, "strictJson"),
                            "Jackson's tree",
                            rounds(results, "jacksonTree")));
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Rounds rounds(Collection<RunResult> results, String method) {
        RunResult result = results.stream()
                .filter(one -> one.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow();
        return new Rounds(result.getAggregatedResult().getIterationResults().stream()
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList());
    }
}
