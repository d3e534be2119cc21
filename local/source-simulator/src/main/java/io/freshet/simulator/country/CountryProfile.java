package io.freshet.simulator.country;

/**
 * What the answers of one country's students look like on average.
 *
 * @param code the country
 * @param numeric its ISO 3166 number, the root of school and student numbers; 0 when unknown
 * @param students how many took part: the country's weight in the traffic, at least 1
 * @param hours mean learning time in hours per week
 * @param durecec mean duration in early education and care in years
 * @param belong mean sense of belonging, in standard deviations of the OECD
 * @param escs mean economic, social and cultural status, in standard deviations of the OECD
 * @param answered share of students with both {@code durecec} and {@code belong}, 0 to 1; tells how
 *     diligently the country's students filled in their questionnaires
 */
public record CountryProfile(
        CountryCode code,
        int numeric,
        int students,
        double hours,
        double durecec,
        double belong,
        double escs,
        double answered) {

    private static final double MOST_ANSWERED = 0.97;
    private static final double LEAST_ANSWERED = 0.42;

    /** Share of students without learning time, 0.30 to 0.65. */
    public double hoursMissing() {
        return missing(0.30, 0.65);
    }

    /** Share of students without duration in early education, 0.17 to 0.58. */
    public double durececMissing() {
        return missing(0.17, 0.58);
    }

    /** Share of students without sense of belonging, 0.09 to 0.30. */
    public double belongMissing() {
        return missing(0.09, 0.30);
    }

    /** Share of students without status, 0.02 to 0.10. */
    public double escsMissing() {
        return missing(0.02, 0.10);
    }

    private double missing(double least, double most) {
        double laxity = (MOST_ANSWERED - answered) / (MOST_ANSWERED - LEAST_ANSWERED);
        return least + Math.max(0, Math.min(1, laxity)) * (most - least);
    }
}
