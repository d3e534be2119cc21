package io.freshet.aggregator.apply;

import java.util.Random;

/**
 * Random expressions over orders that PostgreSQL reads as they stand. None of them fails for any
 * row.
 */
final class RandomExpressions {

    private final Random random;

    RandomExpressions(Random random) {
        this.random = random;
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    String number(int depth) {
        if (depth == 0) {
            return one("qty", "price", "2.0", "-0.5", "length(status)::numeric");
        }
        String left = number(depth - 1);
        String right = number(depth - 1);
        return switch (random.nextInt(11)) {
            case 0 -> left + " + " + right;
            case 1 -> "(" + left + " - " + right + ")";
            case 2 -> "(" + left + ") * " + right;
            case 3 -> left + " / nullif(" + right + ", 0.0)";
            case 4 -> "coalesce(" + left + ", " + right + ")";
            case 5 -> one("round(%s, 2)", "abs(%s)", "floor(%s)", "-(%s)").formatted(left);
            case 6 -> one("greatest", "least") + "(" + left + ", " + right + ")";
            case 7 -> "case when " + truth(depth - 1) + " then " + left + " else " + right + " end";
            case 8 -> "extract(isodow from day) - " + right;
            case 9 -> "mod(" + left + ", nullif(" + right + ", 0.0))";
            default -> left;
        };
    }

    String text(int depth) {
        if (depth == 0) {
            return one("status", "'x y'", "null::text", "day::text", "paid::text");
        }
        String left = text(depth - 1);
        return switch (random.nextInt(7)) {
            case 0 -> left + " || " + text(depth - 1);
            case 1 -> one("lower(%s)", "upper(%s)", "left(%s, 2)", "trim(%s)").formatted(left);
            case 2 -> "replace(" + left + ", 'e', '''')";
            case 3 -> "coalesce(" + left + ", " + text(depth - 1) + ")";
            case 4 -> "case when " + truth(depth - 1) + " then " + left + " end";
            case 5 -> "substring(" + left + " from 2 for 2)";
            default -> left;
        };
    }

    String truth(int depth) {
        if (depth == 0) {
            return one(
                    "paid",
                    "status in ('open', 'sent')",
                    "status not in ('open')",
                    "status like 'o%'",
                    "qty is null",
                    "day >= '2026-03-10'",
                    "price between 2.0 and qty",
                    "status is distinct from 'draft'");
        }
        String left = truth(depth - 1);
        return switch (random.nextInt(6)) {
            case 0 -> left + " and " + truth(depth - 1);
            case 1 -> left + " or " + truth(depth - 1);
            case 2 -> depth == 1 ? "not " + left : "not (" + left + ")";
            case 3 -> "(" + left + " or " + truth(depth - 1) + ")";
            case 4 -> number(depth - 1) + one(" > ", " <= ", " <> ") + number(depth - 1);
            default -> left;
        };
    }
}
