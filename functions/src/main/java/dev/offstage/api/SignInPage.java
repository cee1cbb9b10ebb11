package dev.offstage.api;

import dev.offstage.task.Sha256;
import java.util.Base64;

/** The page on which a browser changes a token for a session. Works without a script, and allows none. */
final class SignInPage {
    private static final String STYLE = """
            body{font:1rem/1.5 system-ui,sans-serif;max-width:26rem;margin:15vh auto 0;padding:0 1rem;color:#1b1b1f;background:#fff}
            label{display:block;font-weight:600}
            input,button{font:inherit;box-sizing:border-box;width:100%;padding:.6rem;margin:.4rem 0 1rem;border:1px solid #767680;border-radius:.3rem}
            button{background:#1d4ed8;border-color:#1d4ed8;color:#fff;font-weight:600;cursor:pointer}
            :focus-visible{outline:3px solid #f59e0b;outline-offset:2px}
            .wrong{border-left:.3rem solid #b91c1c;padding-left:.7rem}
            .hint{color:#55555f}
            """;
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private SignInPage() {}

    /** The empty page. */
    static Answer fresh(String next) {
        return answer(200, html("Sign in to Offstage", "", "aria-describedby=\"hint\"", next));
    }

    /** The page again, with a sentence on what was wrong. */
    static Answer again(int status, String sentence, String next) {
        String said = "<p class=\"wrong\" id=\"wrong\" role=\"alert\">" + escaped(sentence) + "</p>\n";
        String wrong = "aria-describedby=\"wrong hint\" aria-invalid=\"true\"";
        return answer(status, html("Not signed in – Offstage", said, wrong, next));
    }

    private static Answer answer(int status, String html) {
        return Answer.page(status, html)
                .with("content-security-policy", POLICY)
                // Not "no-referrer": with it browsers hide the origin of the form that they post.
                .with("referrer-policy", "same-origin");
    }

    private static String html(String title, String said, String attributes, String next) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                <h1>Sign in to Offstage</h1>
                %s<form method="post" action="/signin">
                <label for="token">Token</label>
                <input id="token" name="token" type="password" required autofocus autocomplete="off" spellcheck="false" %s>
                <input type="hidden" name="next" value="%s">
                <button type="submit">Sign in</button>
                </form>
                <p class="hint" id="hint">An administrator makes tokens. They begin with offstage_. This browser stays signed in for 12 hours.</p>
                </main>
                </body>
                </html>
                """.formatted(title, STYLE, said, attributes, escaped(next));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        byte[] hash = Sha256.of(text);
        return Base64.getEncoder().encodeToString(hash);
    }
}
