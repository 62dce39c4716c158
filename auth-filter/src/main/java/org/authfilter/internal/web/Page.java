package org.authfilter.internal.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.authfilter.internal.common.Digests;

/** A page of the library: plain HTML without script, with an inline style sheet. */
public final class Page {

    private static final String STYLE = """
            :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
            body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
            main { box-sizing: border-box; width: min(24rem, 100%); padding: 2rem; }
            h1 { margin: 0 0 1rem; font-size: 1.5rem; }
            form { display: grid; gap: .75rem; margin: 0 0 2rem; }
            label { display: grid; gap: .25rem; font-weight: 600; }
            input { font: inherit; padding: .6rem .75rem; border: 1px solid GrayText; border-radius: .5rem; }
            button, .button { font: inherit; font-weight: 600; padding: .7rem; border: 0; border-radius: .5rem;
              background: #1f5fbf; color: #fff; cursor: pointer; text-align: center; text-decoration: none; }
            .button { display: block; margin: 0 0 1rem; }
            input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid #7aa7ec; outline-offset: 2px; }
            [role=alert] { margin: 0 0 1rem; padding: .75rem; border-left: .25rem solid #c0392b; background: #c0392b22; }
            """;

    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; base-uri 'none'; frame-ancestors 'none'";

    private final String title;
    private final String head;
    private final String content;
    private final String contentSecurityPolicy;

    private Page(String title, String head, String content, String contentSecurityPolicy) {
        this.title = title;
        this.head = head;
        this.content = content;
        this.contentSecurityPolicy = contentSecurityPolicy;
    }

    /**
     * Creates a page whose forms may be sent to this application only.
     *
     * @param title plain text
     * @param content HTML; texts in it are escaped by the caller of this constructor
     */
    public Page(String title, String content) {
        this(title, "", content, POLICY + "; form-action 'self'");
    }

    /**
     * Creates a page whose forms may lead to a provider. Browsers apply {@code form-action} to the redirect that follows a
     * form as well, so the policy leaves it out.
     */
    public static Page leadingAway(String title, String content) {
        return new Page(title, "", content, POLICY);
    }

    /**
     * Creates a page that leads on to a path of this application by itself, without script. Unlike a redirect, it makes
     * the next request one of this site, so that the browser sends cookies that are {@code SameSite=Strict}.
     */
    public static Page leadingOnTo(String path) {
        String address = escape(path);
        return new Page(
                "Please wait",
                "<meta http-equiv=\"refresh\" content=\"0;url=" + address + "\">\n",
                "<p><a class=\"button\" href=\"" + address + "\">Continue</a></p>",
                POLICY);
    }

    String contentSecurityPolicy() {
        return contentSecurityPolicy;
    }

    /** Escapes a text for HTML, also inside a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                %4$s<title>%1$s</title>
                <style>%2$s</style>
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                %3$s
                </main>
                </body>
                </html>
                """.formatted(escape(title), STYLE, content, head);
    }

    private static String sha256(String text) {
        return Base64.getEncoder().encodeToString(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
