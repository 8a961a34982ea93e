package sg.com.aurix.bootstrap.widget;

import org.openqa.selenium.OutputType;

/** The website of the pictures in {@code docs/images}. */
final class Shop {
    private final Visit visit;

    Shop(Visit visit) {
        this.visit = visit;
    }

    /** Puts up a small shop, light and dark, with and without the card. */
    void open() {
        String content = """
            <header><b>Glow Salon</b><nav>Treatments &nbsp; Prices &nbsp; Contact</nav></header>
            <main><h1>Look after yourself.</h1><p>Facials, massages and nails in the heart of the city, open every day until nine.</p>
            <p><span>Book a treatment</span></p></main>\
            """;
        visit.website.page("/closed", style("#fff", "#1d2b2a", "#f3efe9"), content + visit.snippet("0", ""));
        visit.website.page("/teaser", style("#fff", "#1d2b2a", "#f3efe9"), content + visit.snippet("1", ""));
        visit.website.page("/dark", style("#14181b", "#eef2f1", "#22292d"), content + visit.snippet("1", ""));
    }

    private static String style(String paper, String ink, String block) {
        return """
            <style>body { margin: 0; background: %1$s; color: %2$s; font: 18px/1.6 sans-serif }
            header { display: flex; justify-content: space-between; padding: 28px 64px; background: %3$s }
            main { max-width: 620px; padding: 72px 64px } h1 { font-size: 54px; line-height: 1.1; margin: 0 0 20px }
            main span { display: inline-block; padding: 12px 28px; border-radius: 30px; background: %2$s; color: %1$s }</style>
            """.formatted(paper, ink, block);
    }

    /** Takes a picture when nothing moves any more. */
    byte[] take(String picture) {
        visit.go("/" + (picture.equals("panel") ? "teaser" : picture)).part(".round");
        if (picture.equals("panel")) {
            visit.round().click();
            visit.part("svg[role=img]");
        }
        visit.settled();
        return visit.driver().getScreenshotAs(OutputType.BYTES);
    }
}
