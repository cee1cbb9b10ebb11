package dev.offstage.local;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may call the API of this host: anyone on this machine, or who has a token. */
enum Access {
    OPEN,
    TOKEN;

    /** The template's parameter that says who may call a deployed API. */
    static final String PARAMETER = "Access";

    /** The variable that tells a function of it. */
    static final String VARIABLE = "ACCESS";

    /**
     * What the command line asks for.
     *
     * @param option the value of {@code --access}; null when it is not there
     */
    static Access of(@Nullable String option, Map<String, String> parameters) throws SettingException {
        String parameter = parameters.get(PARAMETER);
        if ("iam".equals(parameter) || "jwt".equals(parameter)) {
            throw new SettingException("The parameter Access is \"" + parameter
                    + "\", but the local host checks no signatures and no JWTs; use --access token, or leave it out.");
        }
        if ("open".equals(option) && parameter != null) {
            throw new SettingException("--access open and --parameter Access=" + parameter + " exclude each other.");
        }
        if (option != null && !option.equals("open") && !option.equals("token")) {
            throw new SettingException("--access must be open or token, not \"" + option + "\".");
        }
        return "token".equals(option) || parameter != null ? TOKEN : OPEN;
    }

    /** The template's parameters with this access among them; open access is none that a deployed API has. */
    Map<String, String> in(Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (this == TOKEN) {
            all.putIfAbsent(PARAMETER, "token");
        }
        return all;
    }
}
