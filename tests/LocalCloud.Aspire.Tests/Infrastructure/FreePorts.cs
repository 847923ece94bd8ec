using System.Net;
using System.Net.Sockets;

namespace LocalCloud.Aspire.Tests.Infrastructure;

internal static class FreePorts
{
    /// <summary>Ports that nobody listens on, and no two the same.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        listeners.ForEach(l => l.Dispose());
        return ports;
    }
}
