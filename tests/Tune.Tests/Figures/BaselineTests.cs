using LocalCloud.Tune.Reports;
using LocalCloud.Tune.Results;

namespace Tune.Tests.Figures;

public sealed class BaselineTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_size_that_has_become_slower_than_is_allowed_is_named()
    {
        File.WriteAllText(_file, ResultJson.Of(Sampled.Result(Sampled.Size(128, 400, 1), Sampled.Size(512, 100, 1))));
        var (before, _) = BaselineComparison.Read(_file);

        var comparison = BaselineComparison.Of(
            _file,
            0.15,
            before!,
            [Sampled.Size(128, 455, 1), Sampled.Size(512, 120, 1), Sampled.Size(1024, 9000, 1)]
        );

        Assert.Equal([128, 512], comparison.Rows.Select(r => r.Now.Size));
        Assert.Equal(512, Assert.Single(comparison.Slower).Now.Size);
    }

    [Theory]
    [InlineData("""{"results":{"power":"128","stats":[{"averagePrice":2e-7,"averageDuration":2.5,"value":128}]}}""")]
    [InlineData("""{"power":128,"stats":[{"averagePrice":2e-7,"averageDuration":2.5,"value":"128"}]}""")]
    public void A_result_of_aws_lambda_power_tuning_is_a_baseline_too(string json)
    {
        File.WriteAllText(_file, json);

        Assert.Equal(2.5, BaselineComparison.Read(_file).Durations![(null, 128)]);
    }

    [Theory]
    [InlineData("{", "is no JSON")]
    [InlineData("{}", "has no stats")]
    [InlineData("""{"stats":[{"value":"much"}]}""", "is no result of a tuning")]
    [InlineData("""[1]""", "is no result of a tuning")]
    public void A_file_that_is_no_result_says_so(string text, string error)
    {
        File.WriteAllText(_file, text);

        Assert.Contains(error, BaselineComparison.Read(_file).Error, StringComparison.Ordinal);
    }
}
