package org.authfilter.internal.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.authfilter.internal.common.Digests;
import org.jspecify.annotations.Nullable;

/** A page of the library: plain HTML without script, with an inline style sheet. */
public final class Page {

    private static final String STYLE = """
            :root { color-scheme: light dark; --back: #f3f5f8; --card: #fff; --text: #1a2029; --soft: #566173;
              --line: #d9dee6; --edge: #8b95a5; --main: #1f57c3; --over: #18479f; --on: #fff; --bad: #b3261e;
              --bad-back: #fdf1f0; --note-back: #edf3fd; font: 100%/1.5 system-ui, sans-serif; }
            @media (prefers-color-scheme: dark) { :root { --back: #0e1116; --card: #171b22; --text: #e8ebf0; --soft: #a3adbb;
              --line: #2b323d; --edge: #6b7687; --main: #8fb5fb; --over: #aecafd; --on: #0b1a36; --bad: #ff9f96;
              --bad-back: #2d1a1b; --note-back: #182338; } }
            * { box-sizing: border-box; }
            body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1rem;
              background: var(--back); color: var(--text); overflow-wrap: anywhere; }
            main { width: min(25rem, 100%); padding: 2.25rem 2rem 2rem; background: var(--card);
              border: 1px solid var(--line); border-radius: 1rem; box-shadow: 0 1px 2px #0000000a, 0 12px 32px #00000014; }
            .app { display: flex; align-items: center; gap: .65rem; margin: 0 0 1.5rem; font-weight: 600; color: var(--soft); }
            .app span { flex: none; width: 2rem; height: 2rem; display: grid; place-items: center; border-radius: .55rem;
              background: var(--main); color: var(--on); }
            h1 { margin: 0 0 1.25rem; font-size: 1.6rem; line-height: 1.25; letter-spacing: -.01em; }
            .lead { margin: -1rem 0 1.5rem; color: var(--soft); }
            form, .actions { display: grid; gap: 1.1rem; margin: 0; }
            .actions { gap: .75rem; }
            label { display: grid; gap: .35rem; font-weight: 600; font-size: .925rem; }
            label span { font-weight: 400; color: var(--soft); }
            input { font: inherit; font-size: 1rem; min-width: 0; padding: .65rem .8rem; color: inherit; background: var(--card);
              border: 1px solid var(--edge); border-radius: .6rem; }
            button, .button { display: block; width: 100%; font: inherit; font-weight: 600; padding: .7rem 1rem; cursor: pointer;
              text-align: center; text-decoration: none; border: 1px solid var(--main); border-radius: .6rem;
              background: var(--main); color: var(--on); }
            button { margin-top: .4rem; }
            button:hover, .button:hover { background: var(--over); border-color: var(--over); }
            .quiet { background: none; border-color: var(--edge); color: inherit; }
            .quiet:hover { background: var(--back); border-color: var(--edge); }
            input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
            .or { display: flex; align-items: center; gap: 1rem; margin: 1.4rem 0; font-size: .925rem; color: var(--soft); }
            .or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
            form + form { margin-top: 1.75rem; padding-top: 1.75rem; border-top: 1px solid var(--line); }
            [role=alert] { display: grid; grid-template-columns: auto 1fr; gap: .7rem; margin: 0 0 1.5rem; padding: .8rem .9rem;
              border: 1px solid; border-radius: .6rem; color: var(--bad); background: var(--bad-back); outline: 0; }
            [role=alert]::before { content: "!"; width: 1.4rem; height: 1.4rem; line-height: 1.4rem; margin-top: .05rem;
              text-align: center; font-weight: 700; border-radius: 50%; color: var(--bad-back); background: var(--bad); }
            .note { color: var(--text); background: var(--note-back); border-color: var(--main); }
            .note::before { content: "i"; color: var(--on); background: var(--main); }
            @media (max-width: 28rem) { body { padding: 0; place-items: start stretch; background: var(--card); }
              main { width: 100%; padding: 2rem 1.25rem; border: 0; border-radius: 0; box-shadow: none; } }
            """;

    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; base-uri 'none'; frame-ancestors 'none'";

    private final Texts texts;
    private final String title;
    private final String head;
    private final String content;
    private final String contentSecurityPolicy;

    private Page(Texts texts, String title, String head, String content, String contentSecurityPolicy) {
        this.texts = texts;
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
    public Page(Texts texts, String title, String content) {
        this(texts, title, "", content, POLICY + "; form-action 'self'");
    }

    /**
     * Creates a page whose forms may lead to a provider. Browsers apply {@code form-action} to the redirect that follows a
     * form as well, so the policy leaves it out.
     */
    public static Page leadingAway(Texts texts, String title, String content) {
        return new Page(texts, title, "", content, POLICY);
    }

    /**
     * Creates a page that leads on to a path of this application by itself, without script. Unlike a redirect, it makes
     * the next request one of this site, so that the browser sends cookies that are {@code SameSite=Strict}.
     */
    public static Page leadingOnTo(Texts texts, String path) {
        String refresh = "<meta http-equiv=\"refresh\" content=\"0;url=" + escape(path) + "\">\n";
        return new Page(texts, texts.get("please-wait"), refresh, link(path, texts.get("continue")), POLICY);
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

    /** A message that looks like an error. It has the focus, so that screen readers read it at once. */
    public static String error(String message) {
        return alert("", message);
    }

    /** A message for which neither the user nor the application is to blame. It has the focus. */
    public static String note(String message) {
        return alert(" class=\"note\"", message);
    }

    private static String alert(String attributes, String message) {
        return "<p role=\"alert\"" + attributes + " tabindex=\"-1\" autofocus>" + escape(message) + "</p>\n";
    }

    /** The link that most users will follow, as a button. */
    public static String link(String address, String text) {
        return link("button", address, text);
    }

    /** A further link, as a button. */
    public static String otherLink(String address, String text) {
        return link("button quiet", address, text);
    }

    private static String link(String type, String address, String text) {
        return "<a class=\"" + type + "\" href=\"" + escape(address) + "\">" + escape(text) + "</a>\n";
    }

    /** Links, one below the other. */
    public static String actions(String links) {
        return "<div class=\"actions\">\n" + links + "</div>\n";
    }

    /** A field of a form that the user does not see; none if there is no value. */
    public static String hidden(String name, @Nullable String value) {
        return value == null ? "" : "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escape(value) + "\">\n";
    }

    String html() {
        String application = texts.applicationName();
        String heading = application.isEmpty()
                ? ""
                : "<p class=\"app\"><span aria-hidden=\"true\">"
                        + escape(application.substring(0, application.offsetByCodePoints(0, 1)))
                        + "</span>" + escape(application) + "</p>\n";
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                %s<title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                %s<h1>%s</h1>
                %s</main>
                </body>
                </html>
                """.formatted(
                        escape(texts.language()),
                        head,
                        escape(application.isEmpty() ? title : title + " · " + application),
                        STYLE,
                        heading,
                        escape(title),
                        content);
    }

    private static String sha256(String text) {
        return Base64.getEncoder().encodeToString(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
