package dev.offstage.local;

import dev.offstage.jobs.books.PageReading;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Parses saved pages, for the day the site changes. */
final class ParseCommand {
    private static final Logger LOG = Logger.getLogger(ParseCommand.class.getName());
    private static final Pattern ID = Pattern.compile("/book/show/([1-9][0-9]{0,17})(?![0-9])");

    private final PageParser parser;
    private final PrintStream out;

    ParseCommand(PageParser parser, PrintStream out) {
        this.parser = parser;
        this.out = out;
    }

    static CommandSpec describe(CommandSpec spec) {
        spec.usageMessage().description("Parses saved book pages; prints a line of JSON for each.");
        return spec.mixinStandardHelpOptions(true)
                .addOption(OptionSpec.builder("--url")
                        .type(String.class)
                        .paramLabel("URL")
                        .description("The address that the pages came from; says which book was asked for.")
                        .build())
                .addOption(OptionSpec.builder("--status")
                        .type(Integer.class)
                        .defaultValue("200")
                        .paramLabel("STATUS")
                        .description("The status that the pages came with. Usually 200.")
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("FILE")
                        .arity("1..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description("Saved pages.")
                        .build());
    }

    static int run(ParseResult parsed, PrintStream out) {
        List<String> files = parsed.matchedPositionalValue(0, List.of());
        PageParser parser = (html, status, headers, askedId) -> {
            throw new UnsupportedOperationException("No page parser is wired.");
        };
        return new ParseCommand(parser, out)
                .parse(
                        files,
                        idIn(parsed.matchedOptionValue("--url", null)),
                        parsed.matchedOptionValue("--status", 200));
    }

    private static @Nullable String idIn(@Nullable String url) {
        Matcher matcher = ID.matcher(url == null ? "" : url);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** 0 when every file holds a book, 1 otherwise. */
    int parse(List<String> files, @Nullable String askedId, int status) {
        boolean books = true;
        for (String file : files) {
            PageReading reading = read(file, askedId, status);
            books &= reading instanceof PageReading.Found;
            out.println(BookJson.line(file, reading));
        }
        out.flush();
        return books ? 0 : 1;
    }

    private PageReading read(String file, @Nullable String askedId, int status) {
        try {
            String html = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
            return parser.read(html, status, Map.of(), askedId);
        } catch (IOException e) {
            LOG.severe(() -> file + " cannot be read: " + e);
            return new PageReading.NoBook(dev.offstage.jobs.books.BookFailure.UNREADABLE, e.toString());
        }
    }
}
