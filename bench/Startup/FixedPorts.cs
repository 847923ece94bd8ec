using System.Net.NetworkInformation;
using Spectre.Console;

namespace Serverless.Bench.Startup;

/// <summary>Those that the AppHost takes unless told otherwise, which no setting of this program changes: both builds have them.</summary>
internal static class FixedPorts
{
    private static readonly int[] Ports = [5080, 4566, 15888, 15889, 15890];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Waits until nobody has them.</summary>
    public static async Task FreeAsync(CancellationToken cancellation)
    {
        if (Taken() is null)
            return;
        AnsiConsole.MarkupLineInterpolated($"[grey]Waiting until port {Taken()} is free[/]");
        var began = TimeProvider.System.GetTimestamp();
        while (Taken() is { } port)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Limit)
                throw new InvalidOperationException($"Port {port} is taken: stop the AppHost that runs, both builds need its ports.");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
        }
    }

    private static int? Taken()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).Intersect(Ports);
        return taken.Select(port => (int?)port).FirstOrDefault();
    }
}
