package dev.offstage.local;

import dev.offstage.local.template.Stack;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options that commands share. */
final class Options {
    static final String TEMPLATE = "--template";
    static final String DATA = "--data";
    static final String PARAMETER = "--parameter";
    static final String STACK_NAME = "--stack-name";

    private Options() {}

    static OptionSpec one(String name, Class<?> type, String label, String description) {
        return OptionSpec.builder(name)
                .type(type)
                .paramLabel(label)
                .description(description)
                .build();
    }

    static OptionSpec pairs(String name, String description) {
        return OptionSpec.builder(name)
                .type(LinkedHashMap.class)
                .auxiliaryTypes(String.class, String.class)
                .paramLabel("NAME=VALUE")
                .description(description)
                .build();
    }

    static OptionSpec template() {
        return one(TEMPLATE, Path.class, "FILE", "The template. Usually template.yaml in this folder.");
    }

    static OptionSpec data() {
        return one(
                DATA,
                Path.class,
                "DIR",
                "Keeps queues and tables in this folder. Without it they are gone at the end.");
    }

    static OptionSpec parameters() {
        return pairs(PARAMETER, "Sets a parameter of the template.");
    }

    static OptionSpec stackName() {
        return one(STACK_NAME, String.class, "NAME", "Begins the names of queues and tables. Usually offstage.");
    }

    static Path template(ParseResult parsed) {
        return parsed.matchedOptionValue(TEMPLATE, Path.of("template.yaml"));
    }

    /**
     * What the user sets, and with it what the template's rules ask for and a local host has of itself. Here are no published versions,
     * so nothing has to be raised for a new setting to be taken up, and mails have a sender.
     */
    static Map<String, String> parameters(ParseResult parsed) {
        Map<String, String> given = parsed.matchedOptionValue(PARAMETER, Map.of());
        Map<String, String> all = new LinkedHashMap<>(given);
        if (given.containsKey("NotifyMailTo") || given.containsKey("NotifyWebhook")) {
            all.putIfAbsent("NotifyRevision", "1");
        }
        if (given.containsKey("NotifyMailTo") || given.containsKey("ReportMailTo")) {
            all.putIfAbsent("MailFrom", Environments.MAIL_FROM);
        }
        return all;
    }

    /** What CloudFormation takes as the name of a stack. */
    static String stackName(ParseResult parsed) throws SettingException {
        String name = parsed.matchedOptionValue(STACK_NAME, Stack.NAME);
        if (!name.matches("[A-Za-z][A-Za-z0-9-]{0,49}")) {
            throw new SettingException(
                    "--stack-name must be a letter and up to 49 letters, digits and hyphens, not \"" + name + "\".");
        }
        return name;
    }

    /** A port, of which the last {@code spare} are left for others. */
    static int port(ParseResult parsed, int standard, int spare) throws SettingException {
        int port = parsed.matchedOptionValue("--port", standard);
        if (port < 0 || port > 65_535 - spare) {
            throw new SettingException("--port must be a number from 0 to " + (65_535 - spare) + ".");
        }
        return port;
    }
}
