using System.Text.Json.Nodes;
using LocalCloud.Deploy;
using LocalCloud.Tune;

namespace Tune.Tests.Runs;

public sealed class TuningTests : RunTest
{
    [Fact]
    public async Task Every_size_is_measured_cold_and_warm_and_nothing_stays()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(Request));

        Assert.Equal([1024, 1769], Display.Result!.Sizes.Select(s => s.Size));
        Assert.All(Display.Result.Sizes, s => Assert.Equal((3, 1), (s.Invocations, s.ColdStarts)));
        Assert.All(Display.Result.Sizes, s => Assert.True(s is { AverageDuration: > 0, InitP50: > 0, AverageCost: > 0, MaxMemory: > 0 }));
        Assert.Equal(8, Display.Steps.Count);
        Assert.Equal((8, 8), (Display.Steps[^1].Done, Display.Steps[^1].Total));
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task The_same_seed_measures_in_the_same_order()
    {
        await RunAsync(Request with { Seed = 3 });
        await RunAsync(Request with { Seed = 3 });

        Assert.Equal(Display.Steps.Take(8).Select(s => s.What), Display.Steps.Skip(8).Select(s => s.What));
    }

    [Fact]
    public async Task An_error_ends_it_with_the_payload_and_the_log_and_nothing_stays()
    {
        Assert.Equal(ExitCodes.Failed, await RunAsync(Request with { Payloads = [new("""{"fail":"no stock"}""", 1)] }));

        Assert.Contains("failed (Unhandled)", Display.ErrorText, StringComparison.Ordinal);
        Assert.Contains("""Payload: {"fail":"no stock"}""", Display.ErrorText, StringComparison.Ordinal);
        Assert.Contains("It fails because it was told: no stock", Display.ErrorText, StringComparison.Ordinal);
        Assert.Null(Display.Result);
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task Cold_starts_alone_are_each_of_a_version_of_its_own()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(Request with { OnlyColdStarts = true, Sizes = [1769] }));

        var size = Assert.Single(Display.Result!.Sizes);
        Assert.Equal((3, 3), (size.Invocations, size.ColdStarts));
        Assert.True(size.AverageDuration > size.InitP50);
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task Several_at_a_time_are_measured_too()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(Request with { Parallel = 2, Invocations = 8 }));

        Assert.All(Display.Result!.Sizes, s => Assert.Equal(9, s.Invocations + s.ColdStarts));
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task Builds_are_compared_and_the_function_s_own_code_is_put_back()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(Request with { Sizes = [1769], Builds = [Write("first"), Write("second")] }));

        Assert.Equal(["first", "second"], Display.Result!.Sizes.Select(s => s.Build));
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task The_winner_is_given_to_an_alias()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(Request with { Sizes = [1769], ApplyTo = "live" }));
        Assert.Equal(ExitCodes.Done, await RunAsync(Request with { Sizes = [1024], ApplyTo = "live" }));

        var alias = Assert.Single(await Lambda.AliasesAsync("jobs", Cancellation));
        var live = await Lambda.ConfigurationAsync("jobs", "live", Cancellation);
        Assert.Equal(("live", 1024), (alias.Name, live.MemorySize));
        Assert.Equal([new("KEEP", "me")], live.Variables!);
        Assert.Equal(3, (await VersionsAsync()).Count);
    }

    [Fact]
    public async Task Slower_than_the_baseline_is_exit_code_3_and_applies_nothing()
    {
        var file = Path.Combine(Folder, "before.json");
        await File.WriteAllTextAsync(file, """{"stats":[{"value":1769,"averageDuration":0.000001}]}""", Cancellation);

        Assert.Equal(
            TuneExitCodes.Slower,
            await RunAsync(Request with { Sizes = [1769], BaselineFile = file, FailIfSlower = 0.15, ApplyTo = "live" })
        );

        Assert.Equal(1769, Assert.Single(Display.Result!.Baseline!.Slower).Now.Size);
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task What_was_measured_can_be_the_next_baseline()
    {
        var (json, html) = (Path.Combine(Folder, "result.json"), Path.Combine(Folder, "result.html"));
        Assert.Equal(ExitCodes.Done, await RunAsync(Request with { Sizes = [1769], JsonFile = json, HtmlFile = html }));

        Assert.Equal(ExitCodes.Done, await RunAsync(Request with { Sizes = [1769], BaselineFile = json, FailIfSlower = 1e9 }));
        Assert.Equal(
            Display.Result!.Baseline!.Rows[0].Before,
            (double)JsonNode.Parse(await File.ReadAllTextAsync(json, Cancellation))!["duration"]!
        );
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(html, Cancellation));
    }

    private Build Write(string name)
    {
        var file = Path.Combine(Folder, $"{name}.zip");
        File.WriteAllBytes(file, Package.Zip(name));
        return new(name, file);
    }
}
