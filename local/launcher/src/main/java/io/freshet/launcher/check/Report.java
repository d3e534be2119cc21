package io.freshet.launcher.check;

/** The lines that a check prints. */
final class Report {

    private Report() {}

    static void well(String what, String detail) {
        System.out.printf("%-24s ok      %s%n", what, detail);
    }

    static void failed(String what, String reason) {
        System.out.printf("%-24s FAILED  %s%n", what, reason);
    }
}
