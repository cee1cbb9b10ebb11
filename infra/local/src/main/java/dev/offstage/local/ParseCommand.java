package dev.offstage.local;

import dev.offstage.jobs.books.BodyText;
import dev.offstage.jobs.books.BookLink;
import dev.offstage.jobs.books.BookPage;
import dev.offstage.jobs.books.PageReading;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses saved pages, for the day the site changes. */
final class ParseCommand {
    private static final Logger LOG = Logger.getLogger(ParseCommand.class.getName());

    private final @Nullable String askedId;
    private final int status;
    private final PrintStream out;

    private ParseCommand(@Nullable String askedId, int status, PrintStream out) {
        this.askedId = askedId;
        this.status = status;
        this.out = out;
    }

    static CommandSpec describe(CommandSpec spec) {
        spec.usageMessage().description("Parses saved book pages; prints a line of JSON for each.");
        return spec.mixinStandardHelpOptions(true)
                .addOption(OptionSpec.builder("--url")
                        .type(String.class)
                        .paramLabel("URL")
                        .description("The link that the pages came from; says which book was asked for.")
                        .build())
                .addOption(OptionSpec.builder("--status")
                        .type(Integer.class)
                        .defaultValue("200")
                        .paramLabel("STATUS")
                        .description("The status that the pages came with. Usually 200.")
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .required(true)
                        .paramLabel("FILE")
                        .arity("1..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("Saved pages.")
                        .build());
    }

    /** 0 when every file holds a book, 1 otherwise. */
    static int run(ParseResult parsed, PrintStream out) {
        List<String> files = parsed.matchedPositionalValue(0, List.of());
        return new ParseCommand(askedId(parsed), status(parsed), out).parse(files);
    }

    private static @Nullable String askedId(ParseResult parsed) {
        String url = parsed.matchedOptionValue("--url", null);
        if (url == null) {
            return null;
        }
        return BookLink.read(url)
                .orElseThrow(() -> refusal(
                        parsed,
                        "--url must be the link of a book, such as https://www.goodreads.com/book/show/3735293, not: "
                                + url))
                .bookId();
    }

    private static int status(ParseResult parsed) {
        int status = parsed.matchedOptionValue("--status", 200);
        if (status < 100 || status > 599) {
            throw refusal(parsed, "--status must be an HTTP status from 100 to 599, not: " + status);
        }
        return status;
    }

    private static ParameterException refusal(ParseResult parsed, String sentence) {
        return new ParameterException(parsed.commandSpec().commandLine(), sentence);
    }

    private int parse(List<String> files) {
        boolean books = true;
        for (String file : files) {
            books &= parse(file);
        }
        out.flush();
        return books ? 0 : 1;
    }

    private boolean parse(String file) {
        try {
            String html = BodyText.of(Files.readAllBytes(Path.of(file)), "");
            PageReading reading = BookPage.read(html, status, Map.of(), askedId);
            out.println(PageLine.of(file, reading));
            return reading instanceof PageReading.Found;
        } catch (IOException | InvalidPathException e) {
            LOG.severe(() -> "The file " + file + " cannot be read: " + reason(e) + ".");
            out.println(PageLine.unread(file));
            return false;
        }
    }

    private static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException ignored -> "there is none of that name";
            case AccessDeniedException ignored -> "it may not be opened";
            default -> String.valueOf(e.getMessage());
        };
    }
}
