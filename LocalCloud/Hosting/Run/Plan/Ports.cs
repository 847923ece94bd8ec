using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting.Run.Plan;

/// <summary>Hands out loopback ports, each once per run.</summary>
sealed class Ports
{
    // Below the range from which systems take the ports of outgoing connections, so that none of those can come in between
    const int First = 20_000, End = 32_000;
    readonly HashSet<int> given = [];

    public int Free()
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            if (!given.Contains(port) && IsFree(port) && given.Add(port)) return port;
        }
        throw new RunStartException($"No free port between {First} and {End} on 127.0.0.1.");
    }

    /// <summary>Takes a fixed port, or says who has it. 0: any.</summary>
    /// <param name="setting">What gives it another one; null: the variable of its <see cref="PortSetting"/>.</param>
    public int Take(int port, string resource, string? setting = null)
    {
        if (port == 0) return Free();
        var another = $"set {setting ?? $"{PortSetting.Variable(resource)}=PORT"}";
        if (!given.Add(port)) throw new RunStartException($"Port {port} is asked for twice; the second time by '{resource}'. Give it another one: {another}.");
        if (IsFree(port)) return port;
        throw new RunStartException($"Port {port} ('{resource}') is taken{(PortOwner.Of(port) is { } owner ? $" by process {owner}" : "")}. Stop that, or give '{resource}' another port: {another}.");
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
