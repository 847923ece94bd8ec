using System.Net;
using System.Net.Sockets;
using Garnet;

namespace Services.Tests.Infrastructure;

/// <summary>A Garnet in this process that can be stopped and started again on its port.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly int _port = FreePort();
    private GarnetServer? _server;

    public string ConnectionString => $"127.0.0.1:{_port}";

    public void Start()
    {
        _server = new GarnetServer([
            "--bind",
            "127.0.0.1",
            "--port",
            _port.ToString(),
            "--memory",
            "64m",
            "--page",
            "1m",
            "--index",
            "1m",
            "--logger-level",
            "Error",
            "--disable-console-logger",
        ]);
        _server.Start();
    }

    public void Stop()
    {
        _server?.Dispose();
        _server = null;
    }

    public void Dispose() => Stop();

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
