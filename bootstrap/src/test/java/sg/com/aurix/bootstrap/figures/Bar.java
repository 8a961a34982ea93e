package sg.com.aurix.bootstrap.figures;

import java.util.Locale;

/** How a figure is to stand to its limit or peer: the ratio of ours to theirs is bounded from below or from above. */
public record Bar(Side side, double ratio) {
    /** At least so many times the peer's: for what is to be great, such as a rate. */
    public static Bar atLeast(double ratio) {
        return new Bar(Side.AT_LEAST, ratio);
    }

    /** At most so many times the peer's: for what is to be small, such as a time. */
    public static Bar atMost(double ratio) {
        return new Bar(Side.AT_MOST, ratio);
    }

    /** Whether a ratio meets it. */
    public boolean isMetBy(double measured) {
        return switch (side) {
            case AT_LEAST -> measured >= ratio;
            case AT_MOST -> measured <= ratio;
        };
    }

    /** As people write it: {@code ≥ 3.0 ×}. */
    @Override
    public String toString() {
        String sign =
                switch (side) {
                    case AT_LEAST -> "≥";
                    case AT_MOST -> "≤";
                };
        return String.format(Locale.ROOT, "%s %.1f ×", sign, ratio);
    }

    /** Which way it bounds. */
    public enum Side {
        AT_LEAST,
        AT_MOST
    }
}
