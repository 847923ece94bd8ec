using System.Diagnostics;
using System.Reflection;

namespace Clients.Tests;

/// <summary>Runs the scripts: one per service and client, which ends at the first thing that is not as AWS has it.</summary>
public sealed class ScriptRunner(EmulatorFixture emulator)
{
    private static readonly string Scripts = typeof(ScriptRunner)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "Scripts")
        .Value!;

    public static string PathOf(params string[] parts) => Path.Combine([Scripts, .. parts]);

    public static IEnumerable<string> Files(string folder, string pattern, params string[] helpers) =>
        Directory.EnumerateFiles(PathOf(folder), pattern).Select(f => Path.GetFileName(f)!).Except(helpers).Order(StringComparer.Ordinal);

    // PATH's first one and the distribution's: on many machines they are years apart
    public static IEnumerable<string> Installed(string program)
    {
        var first = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
        return new[] { first, $"/usr/bin/{program}" }.OfType<string>().Where(File.Exists).Distinct(StringComparer.Ordinal);
    }

    public async Task RunAsync(string program, params string[] args)
    {
        var (code, output) = await ProcessAsync(
            new(program, args)
            {
                Environment =
                {
                    ["ENDPOINT"] = emulator.Endpoint,
                    ["ENFORCED_ENDPOINT"] = emulator.EnforcedEndpoint,
                    ["ACCOUNT"] = emulator.NewAccount(),
                    ["AWS_EC2_METADATA_DISABLED"] = "true",
                    ["NODE_NO_WARNINGS"] = "1",
                    ["PYTHONDONTWRITEBYTECODE"] = "1",
                },
            }
        );
        Assert.True(code == 0, output);
    }

    public static async Task<(int Code, string Output)> ProcessAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
