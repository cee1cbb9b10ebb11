package dev.offstage.aws;

import java.util.Map;

/** The environment variables of one function. */
final class Environment {
    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    Map<String, String> variables() {
        return variables;
    }

    /** The variable's value; empty text counts as absent, since a template cannot leave a variable out. */
    String get(String name, String otherwise) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    String required(String name) {
        String value = get(name, "");
        if (value.isEmpty()) {
            throw new IllegalStateException("The environment variable " + name + " is not set; template.yaml sets it.");
        }
        return value;
    }
}
