using LocalCloud.AwsClients.Lambda;

namespace Tune.Tests.Figures;

public sealed class ReportLineTests
{
    [Fact]
    public void A_cold_start_has_its_init() =>
        Assert.Equal(
            new ReportLine(2.36, 210, 512, 74, 206.64, null),
            ReportLine.Find(
                "START RequestId: 1 Version: 2\nEND RequestId: 1\nREPORT RequestId: 1\tDuration: 2.36 ms\tBilled Duration: 210 "
                    + "ms\tMemory Size: "
                    + "512 MB\tMax Memory Used: 74 MB\tInit Duration: 206.64 ms\t\n"
            )
        );

    [Fact]
    public void A_warm_one_has_none() =>
        Assert.Equal(
            new ReportLine(1000, 1000, 128, 30, null, null),
            ReportLine.Find(
                "REPORT RequestId: 1\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\tMemory Size: 128 MB\tMax Memory Used: 30 MB\t\nXRAY "
                    + "TraceId: 1\tSegmentId: 2\tSampled: true\t\n"
            )
        );

    [Fact]
    public void Restoring_a_snapshot_counts_as_init_and_what_is_billed_of_it_does_not() =>
        Assert.Equal(
            new ReportLine(36.5, 100, 512, 90, 590.12, null),
            ReportLine.Find(
                "REPORT RequestId: 1\tDuration: 36.50 ms\tBilled Duration: 100 ms\tMemory Size: 512 MB\tMax Memory Used: 90 MB\tRestore "
                    + "Duration: "
                    + "590.12 ms\tBilled Restore Duration: 63 ms\t\n"
            )
        );

    [Fact]
    public void Functions_that_log_JSON_are_read_too() =>
        Assert.Equal(
            new ReportLine(1.5, 12, 0, 33, 9.5, null),
            ReportLine.Find(
                """
                {"message":"I speak of platform.report","level":"INFO"}
                {"type":"platform.report","record":{"metrics":{"durationMs":1.5,"billedDurationMs":12,"maxMemoryUsedMB":33,"initDurationMs":9.5}}}
                """
            )
        );

    [Fact]
    public void What_the_function_itself_has_logged_is_not_taken_for_it() =>
        Assert.Equal(
            9,
            ReportLine
                .Find(
                    "REPORT RequestId: x\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 1 MB\t\n"
                        + "REPORT RequestId: 1\tDuration: 8.50 ms\tBilled Duration: 9 ms\tMemory Size: 128 MB\tMax Memory Used: 30 MB\t\n"
                )!
                .Billed
        );

    [Fact]
    public void Without_one_there_is_nothing() => Assert.Null(ReportLine.Find("hello"));
}
