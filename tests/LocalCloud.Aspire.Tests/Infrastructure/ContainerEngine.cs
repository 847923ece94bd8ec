using System.ComponentModel;
using System.Diagnostics;

namespace LocalCloud.Aspire.Tests.Infrastructure;

internal static class ContainerEngine
{
    public static async Task<bool> AnswersAsync()
    {
        foreach (var name in (string[])["docker", "podman"])
        {
            try
            {
                var start = new ProcessStartInfo(name, ["ps"]) { RedirectStandardOutput = true, RedirectStandardError = true };
                using var process = Process.Start(start)!;
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                if (process.ExitCode == 0)
                    return true;
            }
            catch (Win32Exception)
            {
                // Not installed
            }
        }
        return false;
    }
}
