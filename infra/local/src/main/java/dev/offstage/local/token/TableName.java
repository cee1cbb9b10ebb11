package dev.offstage.local.token;

import java.util.List;
import java.util.regex.Pattern;

/** The one table of a template's stack among all the tables that a place has. */
final class TableName {
    static final String SUFFIX = "TasksTable";

    /** CloudFormation puts the stack's name before the resource's and a random part behind it. */
    private static final Pattern OURS = Pattern.compile("(?:.*-)?" + SUFFIX + "(?:-[0-9A-Za-z]+)?");

    private TableName() {}

    /** @param where names the place in the sentence of a refusal */
    static String choose(List<String> names, String where) throws PlaceException {
        List<String> ours = names.stream().filter(OURS.asMatchPredicate()).toList();
        if (ours.size() == 1) {
            return ours.getFirst();
        }
        if (ours.size() > 1) {
            throw new PlaceException("There are several tables that could hold tokens at " + where
                    + ": choose one with --table: " + String.join(", ", ours) + ".");
        }
        throw new PlaceException("No table at " + where + " has a name that ends with " + SUFFIX + "; "
                + (names.isEmpty()
                        ? "it has none at all. Deploy the template there first, or name another --endpoint or --region."
                        : "it has " + String.join(", ", names) + ". Name the right one with --table."));
    }
}
