package dev.offstage.local.http;

/**
 * Why a request was not let in.
 *
 * @param status that of the answer
 * @param type the last part of the problem's type
 * @param title the problem in words
 * @param detail a sentence
 */
public record Refusal(int status, String type, String title, String detail) {
    /** The media type of {@link #toJson}. */
    public static final String TYPE = Problem.TYPE;

    private static final String FORBIDDEN = "Not allowed";
    private static final int LONGEST = 100;

    static Refusal misdirected(String host) {
        String shown = host.length() > LONGEST ? host.substring(0, LONGEST) + "…" : host;
        return new Refusal(
                421,
                "misdirected-request",
                "The request is for another host.",
                "This local host answers to IP addresses, localhost and names that end in .localhost, not to " + shown
                        + ": the name of a web page could lead here, too. Use http://127.0.0.1 and the same port.");
    }

    static Refusal page() {
        return new Refusal(
                403,
                "forbidden",
                FORBIDDEN,
                "This comes from a web page: Origin or Sec-Fetch-Site says so. Queues and tables of the local host are"
                        + " for programs.");
    }

    /** What a link, an image or a redirect asks for: not every browser says then where it stood. */
    public static Refusal link() {
        return new Refusal(
                403, "forbidden", FORBIDDEN, "The queues of the local host take POST alone, as AWS SDKs send it.");
    }

    /** A problem document; {@code message} is what AWS SDKs show of an error. */
    public String toJson() {
        return Problem.of(type, title, status, detail).put("message", detail).toText();
    }
}
