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
        try
        {
            using var client = new TcpClient(AddressFamily.InterNetwork);
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (SocketException e)
        {
            return $"port {port}: {e.SocketErrorCode}";
        }
    }

    public static async Task<string?> HttpAsync(string url, int status, CancellationToken cancellationToken)
    {
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
