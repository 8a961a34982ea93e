package sg.com.aurix.domain.tracking;

import java.util.Optional;
import sg.com.aurix.domain.TextRule;

/**
 * What a website tells of the page of a click beside its address.
 *
 * @param referrer the page that the visitor came from, as the browser says it: of other sites mostly no more than their origin
 * @param title the page's title, 1 to {@value #LONGEST_TITLE} characters on one line
 */
public record PageContext(Optional<PageUrl> referrer, Optional<String> title) {
    /** The longest title kept, in code points. */
    public static final int LONGEST_TITLE = 512;

    private static final TextRule TITLE = TextRule.line(LONGEST_TITLE);

    /** Nothing is told. */
    public static final PageContext NONE = new PageContext(Optional.empty(), Optional.empty());

    public PageContext {
        title.ifPresent(TITLE::check);
    }

    /** Without the title, in which websites greet people by name (RS-19). */
    @Override
    public String toString() {
        return "PageContext[referrer=" + referrer + ", title=" + title.map(hidden -> "***") + "]";
    }
}
