using System.ComponentModel;
using System.Diagnostics;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>Finds a container engine that answers.</summary>
static class ContainerRuntime
{
    public static async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var name in new[] { "docker", "podman" })
            if (await AnswersAsync(name, cancellationToken).ConfigureAwait(false)) return name;
        return null;
    }

    static async Task<bool> AnswersAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(name, ["ps", "--quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
            _ = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
