using LocalCloud.Deploy;

namespace Tune.Tests.Runs;

public sealed class CommandTests : RunTest
{
    // For the tool this is AWS: only the SDK knows better
    private Dictionary<string, string> Aws =>
        new()
        {
            ["AWS_ENDPOINT_URL_LAMBDA"] = Endpoint.AbsoluteUri.TrimEnd('/'),
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };

    [Fact]
    public async Task On_AWS_nothing_is_spent_before_somebody_has_agreed()
    {
        var (code, output, errors) = await Serverless.RunAsync(Aws, "tune", "jobs", "--num", "10", "--powers", "128,512");

        Assert.Equal(ExitCodes.BadInput, code);
        // 11 invocations of each: 22 requests, and 11 times 0.625 GB for 0.1 or 30 seconds
        Assert.Contains(
            "22 invocations: $0.000016 if each takes 100 ms, at most $0.0034 if each takes all of its 30 seconds",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("Nobody can be asked here: --yes agrees.", errors, StringComparison.Ordinal);
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task On_AWS_the_same_calls_measure()
    {
        var (code, output, errors) = await Serverless.RunAsync(Aws, "tune", "jobs", "--num", "3", "--powers", "512", "--yes");

        Assert.Equal((ExitCodes.Done, ""), (code, errors));
        Assert.Contains("3 warm invocations on AWS us-east-1", output, StringComparison.Ordinal);
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task The_table_the_chart_and_the_winner_are_shown()
    {
        var (code, output, _) = await Serverless.RunAsync(
            new Dictionary<string, string>(),
            "tune",
            "jobs",
            "--endpoint-url",
            Endpoint.AbsoluteUri,
            "--num",
            "2",
            "--powers",
            "1024,1769"
        );

        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("< winner", output, StringComparison.Ordinal);
        Assert.Contains("cost per million", output, StringComparison.Ordinal);
        Assert.Contains("█", output, StringComparison.Ordinal);
        Assert.Contains("6 of 6", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--powers 64", "--powers 64: sizes in MB from 128 to 10240")]
    [InlineData("--powers 128,128", "each once")]
    [InlineData("--num 0", "--num: 1 to 10000")]
    [InlineData("--weight 2", "--weight: 0 to 1")]
    [InlineData("--discard 0.5", "--discard: 0 to 0.4")]
    [InlineData("--parallel 0", "--parallel: 1 to 1000")]
    [InlineData("--strategy best", "best")]
    [InlineData("--payload /nowhere.json", "/nowhere.json cannot be read")]
    [InlineData("--payload-file /dev/null", "/dev/null is no JSON")]
    [InlineData("--package /nowhere.zip", "there is no file /nowhere.zip")]
    [InlineData("--fail-if-slower 15%", "--fail-if-slower needs --baseline FILE")]
    [InlineData("--baseline /nowhere.json", "/nowhere.json cannot be read")]
    [InlineData("--prices /nowhere.json", "/nowhere.json cannot be read")]
    [InlineData("--html /nowhere/a.html", "/nowhere/a.html cannot be written")]
    [InlineData("--package /etc/hostname", "/etc/hostname is no zip")]
    public async Task What_is_wrong_with_the_arguments_is_said_before_anything_happens(string arguments, string error)
    {
        var (code, _, errors) = await Serverless.RunAsync(
            new Dictionary<string, string>(),
            ["tune", "jobs", "--endpoint-url", Endpoint.AbsoluteUri, .. arguments.Split(' ')]
        );

        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains(error, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_payloads_than_invocations_are_refused()
    {
        var file = Path.Combine(Folder, "payloads.json");
        await File.WriteAllTextAsync(file, """[{"payload":1,"weight":1},{"payload":2,"weight":1}]""", Cancellation);

        var (code, _, errors) = await Serverless.RunAsync(
            new Dictionary<string, string>(),
            "tune",
            "jobs",
            "--num",
            "1",
            "--payload-file",
            file
        );

        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains("There are 2 payloads: --num has to be 2 at least", errors, StringComparison.Ordinal);
    }
}
