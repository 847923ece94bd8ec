using System.Net;

namespace LocalCloud.Aws.EventBridge.Connections;

/// <summary>The client for what goes out: to API destinations and authorization endpoints.</summary>
internal static class OutgoingHttp
{
    /// <summary>"EventBridge requests to an API destination endpoint must have a maximum client execution timeout of 5 seconds"</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // redirections count as failures; the time-out comes from the host's clock
    public static readonly HttpClient Client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            Proxy = new NotForLoopback(),
        }
    )
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    /// <summary>The machine's proxy, except for what runs on the machine itself.</summary>
    internal sealed class NotForLoopback : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => HttpClient.DefaultProxy.Credentials;
            set => HttpClient.DefaultProxy.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => HttpClient.DefaultProxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
    }
}
