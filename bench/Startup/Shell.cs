using System.Diagnostics;

namespace Serverless.Bench.Startup;

internal static class Shell
{
    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; with what it printed.</exception>
    public static async Task<string> RunAsync(string directory, string program, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            var command = $"{program} {string.Join(' ', arguments)}";
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"'{command}' in {directory} failed:\n{output}{await errors}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
