using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Services.Tests.Infrastructure;

/// <summary>A way to a server of this machine that can be cut, as a failover or a network does it.</summary>
internal sealed class CutOff : IDisposable
{
    private readonly IPEndPoint _server;
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();
    private Socket? _listener;
    private volatile int _answerBytes = int.MaxValue;
    private int _connections;
    private int _silent;

    public CutOff(int serverPort)
    {
        _server = new IPEndPoint(IPAddress.Loopback, serverPort);
        Restore();
    }

    public int Port { get; private set; }

    /// <summary>How many have been accepted.</summary>
    public int Connections => _connections;

    /// <summary>Whoever comes is refused, and who is connected is not any more.</summary>
    public void Cut()
    {
        _listener?.Dispose();
        _listener = null;
        DropAll();
    }

    /// <summary>Whoever comes is accepted, and hears nothing.</summary>
    /// <param name="count">So many; those after them are served.</param>
    public void Silence(int count = int.MaxValue)
    {
        _silent = count;
        DropAll();
    }

    /// <summary>Of every answer so many bytes arrive, then the line is closed.</summary>
    public void CutAnswersAfter(int bytes)
    {
        _answerBytes = bytes;
        DropAll();
    }

    /// <summary>Everything is as it was, on the same port.</summary>
    public void Restore()
    {
        _silent = 0;
        CutAnswersAfter(int.MaxValue);

        if (_listener is not null)
        {
            return;
        }

        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _ = AcceptAsync(_listener);
    }

    public void Dispose() => Cut();

    private void DropAll()
    {
        foreach (var socket in _sockets.Keys)
        {
            socket.Dispose();
            _sockets.TryRemove(socket, out _);
        }
    }

    private async Task AcceptAsync(Socket accepting)
    {
        try
        {
            while (true)
            {
                var client = await accepting.AcceptAsync();
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var (upstream, limit) = (new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), _answerBytes);
        _sockets[client] = _sockets[upstream] = true;
        try
        {
            if (Interlocked.Decrement(ref _silent) >= 0)
            {
                return;
            }

            _silent = 0;

            await upstream.ConnectAsync(_server);
            await Task.WhenAny(PumpAsync(client, upstream, int.MaxValue), PumpAsync(upstream, client, limit));
            client.Dispose();
            upstream.Dispose();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            client.Dispose();
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, int limit)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (var left = limit; left > 0; )
            {
                var read = await from.ReceiveAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left)));
                if (read == 0)
                {
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, read));
                left -= read;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side ends with this one.
        }
    }
}
