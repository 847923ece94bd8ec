namespace EndToEnd.Tests.Infrastructure;

/// <summary>Puts an API's own path before the paths of requests, which begin with a slash.</summary>
internal sealed class PathPrefix(string prefix) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (prefix.Length > 1)
            request.RequestUri = new UriBuilder(request.RequestUri!) { Path = prefix.TrimEnd('/') + request.RequestUri!.AbsolutePath }.Uri;
        return base.SendAsync(request, cancellationToken);
    }
}
