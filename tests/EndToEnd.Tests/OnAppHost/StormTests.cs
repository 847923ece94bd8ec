using System.Diagnostics;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>A short <c>bench storm</c>, which compares everything itself.</summary>
public sealed class StormTests
{
    [Fact(Skip = "Needs /proc", SkipUnless = nameof(IsLinux))]
    public async Task A_hundred_payments_while_parts_are_killed_lose_nothing_and_double_nothing()
    {
        var bench = Path.Combine(Repository.Root, "bench", "bin", Repository.Configuration, "net10.0", "Bench.dll");
        using var storm = Process.Start(
            new ProcessStartInfo("dotnet", [bench, "storm", "--payments", "100", "--disturbances", "6"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var errors = storm.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await storm.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await storm.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(storm.ExitCode == 0, $"{output}\n{await errors}");
        Assert.Contains("0 lost, 0 doubled", output, StringComparison.Ordinal);
    }

    public static bool IsLinux => OperatingSystem.IsLinux();
}
