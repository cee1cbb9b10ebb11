package dev.offstage.schedule;

/**
 * A field that lists numbers.
 *
 * @param starred whether it is written with a star at its beginning
 */
record NumberField(boolean starred, long numbers) {

    static NumberField read(String text, int first, int last) {
        boolean starred = text.startsWith("*");
        String list = starred ? text.substring(1) : text;
        if (starred && list.isEmpty()) {
            return new NumberField(true, Numbers.all(first, last));
        }
        long numbers = 0;
        for (String part : list.split(",", -1)) {
            numbers |= Numbers.read(part, first, last);
        }
        return new NumberField(starred, numbers);
    }

    String write(int first, int last) {
        String list = String.join(",", Numbers.write(numbers));
        return !starred ? list : numbers == Numbers.all(first, last) ? "*" : "*" + list;
    }
}
