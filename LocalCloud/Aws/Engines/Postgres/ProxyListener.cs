using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace LocalCloud.Aws.Engines.Postgres;

/// <summary>
/// Where an RDS Proxy listens. It passes each connection on to its target, as it comes or, with IAM authentication, once it has signed in.
/// It pools nothing.
/// </summary>
internal sealed class ProxyListener : IDisposable
{
    /// <summary>PostgreSQL's own authentication_timeout.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly IPAddress _own;
    private readonly Func<IPEndPoint?> _target;
    private readonly Func<bool> _requiresTls;
    private readonly Func<IamAccess?> _iam;

    /// <param name="iam">asked at each connection; null: clients give the database's own password to the database</param>
    /// <exception cref="SocketException">The address is taken.</exception>
    public ProxyListener(IPEndPoint address, Func<IPEndPoint?> target, Func<bool> requiresTls, Func<IamAccess?> iam)
    {
        (_own, _target, _requiresTls, _iam) = (address.Address, target, requiresTls, iam);
        _listener.Bind(address);
        _listener.Listen();
        _ = AcceptAsync();
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It ends
        }
    }

    private async Task ServeAsync(Socket accepted)
    {
        try
        {
            accepted.NoDelay = true;
            await using var client = new NetworkStream(accepted, ownsSocket: true);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            limit.CancelAfter(Patience);
            if (await BeginAsync(client, limit.Token).ConfigureAwait(false) is not { } begun)
                return;
            if (_iam() is { } access)
                await new IamSession(client, access, ConnectAsync, _stopping.Token)
                    .RunAsync(PostgresMessages.Code(begun), limit.Token)
                    .ConfigureAwait(false);
            else
                await PassAsync(client, begun).ConfigureAwait(false);
        }
        catch (Exception e)
            when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
        {
            // Either side has gone, or does not trust the other
        }
    }

    private async Task PassAsync(NetworkStream client, byte[] begun)
    {
        if (PostgresMessages.Code(begun) != PostgresMessages.SslRequest && _requiresTls())
        {
            await RefuseAsync(client, "28000", "This RDS Proxy requires TLS connections").ConfigureAwait(false);
            return;
        }
        await using var server = await ConnectAsync(_stopping.Token).ConfigureAwait(false);
        if (server is null)
        {
            await RefuseAsync(client, "08006", "This RDS proxy has no target").ConfigureAwait(false);
            return;
        }
        await server.WriteAsync(begun, _stopping.Token).ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        await Task.WhenAny(client.CopyToAsync(server, ended.Token), server.CopyToAsync(client, ended.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>To the target; null when there is none.</summary>
    private async ValueTask<Stream?> ConnectAsync(CancellationToken cancellation)
    {
        if (_target() is not { } target)
            return null;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // By its sender the database knows that a connection comes through the proxy
            socket.Bind(new IPEndPoint(_own, 0));
            await socket.ConnectAsync(target, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <returns>Length and code of the first message, to be passed on; null when the connection is over.</returns>
    private async Task<byte[]?> BeginAsync(NetworkStream client, CancellationToken patience)
    {
        var begun = new byte[8];
        while (true)
        {
            await client.ReadExactlyAsync(begun, patience).ConfigureAwait(false);
            if (PostgresMessages.Code(begun) != PostgresMessages.GssEncRequest)
                return begun;
            await client.WriteAsync("N"u8.ToArray(), _stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task RefuseAsync(NetworkStream client, string code, string message) =>
        await client.WriteAsync(PostgresMessages.Fatal(code, message), _stopping.Token).ConfigureAwait(false);
}
