using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting.Run.Plan;

/// <summary>
/// Hands out loopback ports, each once per run. Between a look at a port and the start of what listens there seconds pass, in which another run must not
/// find it free: a run holds the UDP port of the same number for as long as it lasts, which is gone with its process whatever happens to that.
/// </summary>
sealed class Ports(int first, int end) : IDisposable
{
    readonly HashSet<int> given = [];
    readonly List<Socket> held = [];

    // Below the range from which systems take the ports of outgoing connections, so that none of those can come in between
    public Ports() : this(20_000, 32_000)
    {
    }

    public int Free()
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(first, end);
            if (!given.Contains(port) && IsFree(port) && Hold(port) && given.Add(port)) return port;
        }
        throw new RunStartException($"No free port between {first} and {end} on 127.0.0.1.");
    }

    /// <summary>Takes a fixed port, or says who has it. 0: any.</summary>
    /// <param name="setting">What gives it another one; null: the variable of its <see cref="PortSetting"/>.</param>
    public int Take(int port, string resource, string? setting = null)
    {
        if (port == 0) return Free();
        var another = $"set {setting ?? $"{PortSetting.Variable(resource)}=PORT"}";
        if (!given.Add(port)) throw new RunStartException($"Port {port} is asked for twice; the second time by '{resource}'. Give it another one: {another}.");
        if (IsFree(port))
        {
            Hold(port);
            return port;
        }
        throw new RunStartException($"Port {port} ('{resource}') is taken{(PortOwner.Of(port) is { } owner ? $" by process {owner}" : "")}. Stop that, or give '{resource}' another port: {another}.");
    }

    public void Dispose() => held.ForEach(s => s.Dispose());

    bool Hold(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            held.Add(socket);
            return true;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return false;
        }
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
