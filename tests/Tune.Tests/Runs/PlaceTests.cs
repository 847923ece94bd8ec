using System.Text.Json.Nodes;
using LocalCloud.Deploy;
using LocalCloud.Tune.Preparing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tune.Tests.Runs;

public sealed class PlaceTests : RunTest
{
    [Fact]
    public async Task More_memory_gives_more_CPU_and_without_a_quota_there_is_no_limit()
    {
        await Lambda.UpdateConfigurationAsync("jobs", 128, new Dictionary<string, string> { [CpuLimits.Variable] = "true" }, Cancellation);
        var small = await ShareAsync();
        await Lambda.UpdateConfigurationAsync("jobs", 1769, new Dictionary<string, string> { [CpuLimits.Variable] = "true" }, Cancellation);
        var large = await ShareAsync();
        await Lambda.UpdateConfigurationAsync("jobs", 128, new Dictionary<string, string>(), Cancellation);

        Assert.Equal(128 / 1769.0, small!.Value, 2);
        Assert.Equal(1, large!.Value, 2);
        Assert.Null(await ShareAsync());
    }

    [Fact]
    public async Task More_CPU_than_the_machine_has_is_refused()
    {
        Assert.Equal(ExitCodes.BadInput, await RunAsync(Request with { Sizes = [128, (Environment.ProcessorCount * 1769) + 1] }));

        Assert.Contains("that is more CPU than the", Display.ErrorText, StringComparison.Ordinal);
        await AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("""{"cpuLimits":{"available":false,"reason":"no Linux"}}""", "does not limit the CPU of functions: no Linux.")]
    [InlineData("""{"status":"healthy"}""", "its /_localcloud/health says nothing of cpuLimits")]
    [InlineData("hello", "it is no LocalCloud")]
    public async Task A_place_where_sizes_cannot_be_told_apart_is_refused(string health, string reason)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var place = builder.Build();
        place.Urls.Add("http://127.0.0.1:0");
        place.MapGet("/_localcloud/health", () => Results.Text(health));
        await place.StartAsync(Cancellation);

        Assert.Equal(ExitCodes.Failed, await RunAsync(Request with { Target = new(new(place.Urls.First())) }));

        Assert.Contains(reason, Display.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_is_not_there_is_named()
    {
        Assert.Equal(ExitCodes.Failed, await RunAsync(Request with { Function = "nobody" }));

        Assert.Contains("function:nobody", Display.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alias_of_the_user_s_is_not_taken()
    {
        var version = await Lambda.PublishAsync("jobs", "", Cancellation);
        await Lambda.CreateAliasAsync("jobs", new("RAM1769", version, "mine"), Cancellation);

        Assert.Equal(ExitCodes.BadInput, await RunAsync(Request));

        Assert.Contains("RAM1769 already, which are not of `serverless tune`", Display.ErrorText, StringComparison.Ordinal);
        Assert.Equal(["$LATEST", version], await VersionsAsync());
    }

    [Fact]
    public async Task A_version_of_the_user_s_that_is_what_is_measured_stays()
    {
        await Lambda.UpdateConfigurationAsync("jobs", 1769, new Dictionary<string, string> { ["KEEP"] = "me" }, Cancellation);
        var version = await Lambda.PublishAsync("jobs", "", Cancellation);

        Assert.Equal(ExitCodes.Done, await RunAsync(Request with { Sizes = [1769] }));

        Assert.Equal(["$LATEST", version], await VersionsAsync());
    }

    /// <summary>Cores, as the function's own control group has it.</summary>
    private async Task<double?> ShareAsync()
    {
        var answer = await Lambda.InvokeAsync("jobs", null, """{"share":true}""", Cancellation);
        return (double?)JsonNode.Parse(answer.Payload)!["share"];
    }
}
