using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LocalCloud.Aws.Engines.Postgres;

/// <summary>Where an RDS Proxy listens: passes each connection on to its target, as it comes. It pools nothing.</summary>
internal sealed class ProxyListener : IDisposable
{
    // The first message of a connection, before its startup message (PostgreSQL docs: Message Formats)
    private const int SslRequest = 80877103, GssEncRequest = 80877104;

    /// <summary>PostgreSQL's own authentication_timeout.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<IPEndPoint?> _target;
    private readonly Func<bool> _requiresTls;

    /// <exception cref="SocketException">The address is taken.</exception>
    public ProxyListener(IPEndPoint address, Func<IPEndPoint?> target, Func<bool> requiresTls)
    {
        (_target, _requiresTls) = (target, requiresTls);
        _listener.Bind(address);
        _listener.Listen();
        _ = AcceptAsync(address.Address);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync(IPAddress own)
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false), own);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It ends
        }
    }

    private async Task ServeAsync(Socket accepted, IPAddress own)
    {
        try
        {
            accepted.NoDelay = true;
            await using var client = new NetworkStream(accepted, ownsSocket: true);
            if (await BeginAsync(client).ConfigureAwait(false) is not { } begun) return;
            if (_target() is not { } target)
            {
                await RefuseAsync(client, "08006", "This RDS proxy has no target").ConfigureAwait(false);
                return;
            }
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            // By its sender the database knows that a connection comes through the proxy
            socket.Bind(new IPEndPoint(own, 0));
            await socket.ConnectAsync(target, _stopping.Token).ConfigureAwait(false);
            await using var server = new NetworkStream(socket);
            await server.WriteAsync(begun, _stopping.Token).ConfigureAwait(false);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            await Task.WhenAny(client.CopyToAsync(server, ended.Token), server.CopyToAsync(client, ended.Token)).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side has gone
        }
    }

    /// <returns>The first message, to be passed on; null when the connection is over.</returns>
    private async Task<byte[]?> BeginAsync(NetworkStream client)
    {
        var begun = new byte[8];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        limit.CancelAfter(Patience);
        while (true)
        {
            await client.ReadExactlyAsync(begun, limit.Token).ConfigureAwait(false);
            switch (BinaryPrimitives.ReadInt32BigEndian(begun.AsSpan(4)))
            {
                case GssEncRequest:
                    await client.WriteAsync("N"u8.ToArray(), _stopping.Token).ConfigureAwait(false);
                    continue;
                case SslRequest:
                    return begun;
                default:
                    if (!_requiresTls()) return begun;
                    await RefuseAsync(client, "28000", "This RDS Proxy requires TLS connections").ConfigureAwait(false);
                    return null;
            }
        }
    }

    private async Task RefuseAsync(NetworkStream client, string code, string message)
    {
        var fields = Encoding.UTF8.GetBytes($"SFATAL\0VFATAL\0C{code}\0M{message}\0\0");
        var error = new byte[5 + fields.Length];
        error[0] = (byte)'E';
        BinaryPrimitives.WriteInt32BigEndian(error.AsSpan(1), 4 + fields.Length);
        fields.CopyTo(error, 5);
        await client.WriteAsync(error, _stopping.Token).ConfigureAwait(false);
    }
}
