using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LocalCloud.Aws.Lambda.Execution.Sdk;

/// <summary>npm, with the settings of whoever runs the emulator: registry, proxy, cache.</summary>
internal sealed class Npm(string program)
{
    // No scripts of packages run, and a registry that does not answer is given up before the function's caller gives up
    private static readonly string[] Quietly =
    [
        "--ignore-scripts",
        "--omit=dev",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
        "--fetch-retries=1",
        "--fetch-timeout=60000",
    ];

    /// <summary>null when it has succeeded; else why not, in a sentence.</summary>
    public string? Run(string directory, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, [.. arguments, .. Quietly])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            using var ending = cancellation.Register(() => process.Kill(entireProcessTree: true));
            process.StandardInput.Close();
            var said = new StringBuilder();
            process.OutputDataReceived += (_, line) => Add(said, line.Data);
            process.ErrorDataReceived += (_, line) => Add(said, line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            if (cancellation.IsCancellationRequested)
                return "the emulator ends.";
            return process.ExitCode == 0 ? null : Reason(said.ToString());
        }
        catch (Win32Exception)
        {
            return $"{program}, which comes with Node.js, is not on the PATH of this machine.";
        }
    }

    private static void Add(StringBuilder said, string? line)
    {
        lock (said)
            said.AppendLine(line);
    }

    // npm says much; what went wrong is in the lines after the code
    private static string Reason(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(l => l.StartsWith("npm error ", StringComparison.Ordinal) ? l["npm error ".Length..] : l)
            .Where(l => !l.Contains("complete log of this run", StringComparison.Ordinal))
            .Take(4);
        return $"npm says \"{string.Join("; ", lines)}\".";
    }
}
