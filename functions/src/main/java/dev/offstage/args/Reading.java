package dev.offstage.args;

import java.util.List;
import java.util.stream.Collectors;

/** What came of reading arguments. */
public sealed interface Reading<A> {

    /** They fit. */
    record Fits<A>(A args) implements Reading<A> {}

    /**
     * They do not fit.
     *
     * @param errors all that is wrong, in the order of the record's components; the first {@value Args#MOST_ERRORS} when there is more
     */
    record Refused<A>(List<ArgsError> errors) implements Reading<A> {
        public Refused {
            errors = List.copyOf(errors);
        }

        /** The errors in one line, for people: the first three, and how many more there are. */
        public String summary() {
            String first = errors.stream()
                    .limit(3)
                    .map(error -> (error.pointer().isEmpty() ? "args" : error.pointer()) + ": " + error.message())
                    .collect(Collectors.joining(" "));
            return errors.size() <= 3 ? first : first + " And " + (errors.size() - 3) + " more.";
        }
    }
}
