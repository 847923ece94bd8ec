using LocalCloud.AwsClients.Lambda;
using LocalCloud.Cost.Measuring;

namespace Cost.Tests.Measuring;

/// <summary>Lambda's own lines, as AWS documents them.</summary>
public sealed class ReportLineTests
{
    [Fact]
    public void A_warm_invocation_has_no_init() =>
        Assert.Equal(
            new ReportLine(2.71, 3, 128, 31, null, null),
            ReportLine.Parse(
                "REPORT RequestId: 79b4f56e-95b1-4643-9700-2807f4e68189\tDuration: 2.71 ms\tBilled Duration: 3 ms\tMemory Size: "
                    + "128 MB\tMax Memory Used: 31 MB\t\n"
            )
        );

    [Fact]
    public void A_cold_one_has() =>
        Assert.Equal(
            new ReportLine(6.97, 172, 128, 64, 164.36, null),
            ReportLine.Parse(
                "REPORT RequestId: 1\tDuration: 6.97 ms\tBilled Duration: 172 ms\tMemory Size: 128 MB\tMax Memory Used: 64 "
                    + "MB\tInit Duration: 164.36 ms\t\n"
                    + "XRAY TraceId: 1-5e34a614-10bdxmplf1fb44f07bc535a1\tSegmentId: 07f5xmpl2d1f6f85\tSampled: true\t\n"
            )
        );

    [Fact]
    public void So_has_one_that_was_restored_from_a_snapshot() =>
        Assert.Equal(
            new ReportLine(38.3, 105, 512, 89, 620.5, null),
            ReportLine.Parse(
                "REPORT RequestId: 1\tDuration: 38.30 ms\tBilled Duration: 105 ms\tMemory Size: 512 MB\tMax Memory Used: 89 "
                    + "MB\tRestore Duration: 620.50 ms\tBilled Restore Duration: 66 ms\t\n"
            )
        );

    [Theory]
    [InlineData("timeout", "Status: timeout")]
    [InlineData("error", "Status: error\tError Type: Runtime.ExitError")]
    public void How_it_ended_is_known(string status, string end) =>
        Assert.Equal(
            new ReportLine(3000, 3000, 128, 64, null, status),
            ReportLine.Parse(
                $"REPORT RequestId: 1\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 64 "
                    + $"MB\t{end}\n"
            )
        );

    [Fact]
    public void Cold_and_cut_off_at_once_is_both() =>
        Assert.Equal(
            new ReportLine(3000, 3200, 128, 64, 200, "timeout"),
            ReportLine.Parse(
                "REPORT RequestId: 1\tDuration: 3000.00 ms\tBilled Duration: 3200 ms\tMemory Size: 128 MB\tMax Memory Used: 64 "
                    + "MB\tInit Duration: 200.00 ms\tStatus: timeout\n"
            )
        );

    [Fact]
    public void Json_says_the_same() =>
        Assert.Equal(
            new ReportLine(101.74, 102, 128, 33, 90.5, null),
            ReportLine.Parse(
                """
                {"time":"2023-10-01T08:05:09.000Z","type":"platform.report","record":{"requestId":"1",
                "metrics":{"durationMs":101.74,"billedDurationMs":102,"memorySizeMB":128,"maxMemoryUsedMB":33,"initDurationMs":90.5},
                "status":"success"}}
                """
            )
        );

    [Theory]
    [InlineData("""{"type":"platform.start","record":{"requestId":"1","version":"$LATEST"}}""")]
    [InlineData("""{"type":"platform.report","record":"told by a function"}""")]
    [InlineData("""{"type":"platform.report","record":{"metrics":{"durationMs":"long"}}}""")]
    [InlineData("""{"message":"platform.report" """)]
    [InlineData("REPORT RequestId: somebody's own line")]
    [InlineData("a REPORT RequestId: 1\tDuration: 1 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 1 MB")]
    public void Other_lines_are_none(string line) => Assert.Null(ReportLine.Parse(line));

    [Fact]
    public void Percentiles_are_values_that_were_measured()
    {
        var percentiles = Percentiles.Of(Enumerable.Range(1, 200).Select(n => (double)n).Reverse())!;
        Assert.Equal(new(100.5, 100, 190, 198, 200), percentiles);
        Assert.Equal(new(7, 7, 7, 7, 7), Percentiles.Of([7]));
        Assert.Null(Percentiles.Of([]));
    }
}
