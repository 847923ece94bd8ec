using System.Diagnostics;
using LocalCloud.Deploy;
using LocalCloud.Tune;
using LocalCloud.Tune.Preparing;

namespace Tune.Tests.Runs;

public sealed class InterruptedTests : RunTest
{
    [Fact]
    public async Task What_was_made_is_removed_also_when_it_is_interrupted()
    {
        using var stop = new CancellationTokenSource();
        var display = new Recorder
        {
            OnStep = step =>
            {
                if (step.Done == 3)
                    stop.Cancel();
            },
        };

        Assert.Equal(ExitCodes.Interrupted, await Tuning.RunAsync(Request, display, TimeProvider.System, stop.Token));

        Assert.Equal(3, display.Steps.Count);
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task After_Ctrl_C_nothing_stays()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("There is no SIGINT to send to another process.");
        using var process = await StartAsync();
        using (var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]))
            await interrupt.WaitForExitAsync(Cancellation);

        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(ExitCodes.Interrupted, process.ExitCode);
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task What_one_that_was_killed_has_left_is_refused_and_cleaned()
    {
        using var process = await StartAsync();
        process.Kill();
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(ExitCodes.Failed, await RunAsync(Request));
        Assert.Contains("jobs is under another `serverless tune`", Display.ErrorText, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, await Tuning.CleanAsync(new(Endpoint), "jobs", Display, TimeProvider.System, Cancellation));
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task One_that_was_killed_while_it_made_versions_is_cleaned_too()
    {
        var variables = new Dictionary<string, string> { ["KEEP"] = "me", [Traces.Variable] = Traces.Describe(Memory, "RAM1769") };
        await Lambda.UpdateConfigurationAsync("jobs", 1769, variables, Cancellation);
        await Lambda.PublishAsync("jobs", Traces.Describe(Memory), Cancellation);

        Assert.Equal(ExitCodes.Failed, await RunAsync(Request));
        Assert.Equal(ExitCodes.Done, await Tuning.CleanAsync(new(Endpoint), "jobs", Display, TimeProvider.System, Cancellation));
        await AssertUntouchedAsync();
    }

    /// <summary>Is back when it measures.</summary>
    private async Task<Process> StartAsync()
    {
        var payload = Path.Combine(Folder, "wait.json");
        await File.WriteAllTextAsync(payload, """{"wait":50}""", Cancellation);
        var process = Serverless.Start(
            new Dictionary<string, string>(),
            "tune",
            "jobs",
            "--endpoint-url",
            Endpoint.AbsoluteUri,
            "--powers",
            "1024,1769",
            "--num",
            "100",
            "--payload",
            payload
        );
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
            if (line.Contains(" of 202", StringComparison.Ordinal))
                return process;
        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(Cancellation));
    }
}
