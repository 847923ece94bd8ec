using System.Diagnostics;

namespace Cli.Tests;

/// <summary>The command line tool as its users start it: a process.</summary>
internal static class Serverless
{
    public static async Task<Result> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output, await errors);
    }

    public static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "serverless.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // Away from the repository, whose AppHost may be running
                WorkingDirectory = Path.GetTempPath(),
            }
        )!;
}

internal sealed record Result(int ExitCode, string Output, string Errors);
