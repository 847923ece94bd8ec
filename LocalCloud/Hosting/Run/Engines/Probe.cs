using System.Net;
using System.Net.Sockets;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>Questions whether something answers; an answer of null is yes, any other says what was wrong.</summary>
static class Probe
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(1) }) { Timeout = Patience };

    public static async Task<string?> TcpAsync(int port, CancellationToken cancellationToken)
    {
        // Refusals are the rule while things start. As exceptions, with their stack traces, they would be half of this process's work
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var connect = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connect.Completed += (_, _) => done.TrySetResult();
        if (socket.ConnectAsync(connect))
        {
            await using var cancel = cancellationToken.Register(() => Socket.CancelConnectAsync(connect)).ConfigureAwait(false);
            await done.Task.ConfigureAwait(false);
        }
        cancellationToken.ThrowIfCancellationRequested();
        return connect.SocketError == SocketError.Success ? null : $"port {port}: {connect.SocketError}";
    }

    public static async Task<string?> HttpAsync(string url, int status, CancellationToken cancellationToken)
    {
        if (await TcpAsync(new Uri(url).Port, cancellationToken).ConfigureAwait(false) is { } refused) return refused;
        try
        {
            using var response = await Http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return (int)response.StatusCode == status ? null : $"GET {url} answered {(int)response.StatusCode}, not {status}";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return $"GET {url}: {e.InnerException?.Message ?? e.Message}";
        }
    }
}
