using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LocalCloud.Aws.Engines;

/// <summary>
/// Addresses of this machine alone. Each server gets one of its own in 127.0.0.0/8, so that it can have its protocol's usual port: an
/// endpoint of AWS is a host, and templates write the port themselves (RDS Proxy does not even tell it). macOS has only 127.0.0.1 unless
/// somebody configures more: there a server gets a port of its own.
/// </summary>
internal static class Loopback
{
    private const int Tries = 50;

    /// <param name="ports">All of them are free on the address; where there is but one address, these are offsets to a free port.</param>
    public static (string Address, int Port) Take(params ReadOnlySpan<int> ports)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            for (var i = 0; i < Tries; i++)
            {
                var address = new IPAddress([
                    127,
                    (byte)Random.Shared.Next(1, 255),
                    (byte)Random.Shared.Next(256),
                    (byte)Random.Shared.Next(1, 255),
                ]);
                if (AreFree(address, ports))
                    return (address.ToString(), ports[0]);
            }
        var moved = new int[ports.Length];
        while (true)
        {
            var port = FreePort();
            for (var i = 0; i < ports.Length; i++)
                moved[i] = port + ports[i] - ports[0];
            if (AreFree(IPAddress.Loopback, moved))
                return (IPAddress.Loopback.ToString(), port);
        }
    }

    /// <summary>HOST:PORT in its parts.</summary>
    public static (string Address, int Port) Split(string address)
    {
        var colon = address.LastIndexOf(':');
        return (address[..colon], int.Parse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static bool AreFree(IPAddress address, ReadOnlySpan<int> ports)
    {
        foreach (var port in ports)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(address, port));
            }
            catch (Exception e) when (e is SocketException or ArgumentOutOfRangeException)
            {
                return false;
            }
        }
        return true;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
