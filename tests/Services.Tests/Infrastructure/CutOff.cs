using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Services.Tests.Infrastructure;

/// <summary>A way to a server of this machine that can be cut, as a failover or a network does it.</summary>
internal sealed class CutOff : IDisposable
{
    private readonly IPEndPoint server;
    private readonly ConcurrentDictionary<Socket, bool> sockets = new();
    private Socket? listener;
    private volatile int answerBytes = int.MaxValue;
    private int connections;
    private int silent;

    public CutOff(int serverPort)
    {
        server = new IPEndPoint(IPAddress.Loopback, serverPort);
        Restore();
    }

    public int Port { get; private set; }

    /// <summary>How many have been accepted.</summary>
    public int Connections => connections;

    /// <summary>Whoever comes is refused, and who is connected is not any more.</summary>
    public void Cut()
    {
        listener?.Dispose();
        listener = null;
        DropAll();
    }

    /// <summary>Whoever comes is accepted, and hears nothing.</summary>
    /// <param name="count">So many; those after them are served.</param>
    public void Silence(int count = int.MaxValue)
    {
        silent = count;
        DropAll();
    }

    /// <summary>Of every answer so many bytes arrive, then the line is closed.</summary>
    public void CutAnswersAfter(int bytes)
    {
        answerBytes = bytes;
        DropAll();
    }

    /// <summary>Everything is as it was, on the same port.</summary>
    public void Restore()
    {
        silent = 0;
        CutAnswersAfter(int.MaxValue);

        if (listener is not null)
        {
            return;
        }

        listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        listener.Listen();
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _ = AcceptAsync(listener);
    }

    public void Dispose() => Cut();

    private void DropAll()
    {
        foreach (var socket in sockets.Keys)
        {
            socket.Dispose();
            sockets.TryRemove(socket, out _);
        }
    }

    private async Task AcceptAsync(Socket accepting)
    {
        try
        {
            while (true)
            {
                var client = await accepting.AcceptAsync();
                Interlocked.Increment(ref connections);
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
        var (upstream, limit) = (new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), answerBytes);
        sockets[client] = sockets[upstream] = true;
        try
        {
            if (Interlocked.Decrement(ref silent) >= 0)
            {
                return;
            }

            silent = 0;

            await upstream.ConnectAsync(server);
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
