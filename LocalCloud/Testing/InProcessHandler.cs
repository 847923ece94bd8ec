using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;

namespace LocalCloud.Testing;

/// <summary>
/// Requests go straight into the emulator's pipeline. TestServer's own handler takes addresses apart, which SDK clients forbid,
/// and loses how a path was encoded, which S3's keys need.
/// </summary>
internal sealed class InProcessHandler(TestServer server) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false) : null;
        try
        {
            var http = await server.SendAsync(context => Fill(context, request, body), cancellationToken).ConfigureAwait(false);
            return Answer(http.Response, request);
        }
        // What no server takes: Kestrel answers so before the emulator sees it.
        catch (UnreadableRequestException)
        {
            return new(HttpStatusCode.BadRequest) { RequestMessage = request };
        }
        // The emulator has broken the request off: what over the wire is a closed connection.
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed.", e);
        }
    }

    private static void Fill(HttpContext http, HttpRequestMessage request, Stream? body)
    {
        var address = request.RequestUri!;
        var target = address.PathAndQuery;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        http.Request.Method = request.Method.Method;
        http.Request.Protocol = "HTTP/1.1";
        http.Request.Scheme = address.Scheme;
        http.Request.Path = PathOf(query < 0 ? target : target[..query]);
        http.Request.QueryString = new(query < 0 ? null : target[query..]);
        http.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        // Known only once it was asked for.
        _ = request.Content?.Headers.ContentLength;
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default))
            http.Request.Headers.Append(name, values.ToArray());
        http.Request.Headers.Host = HostOf(
            request.Headers.NonValidated.TryGetValues("Host", out var hosts) ? hosts.ToString() : address.Authority
        );
        if (body is not null)
            http.Request.Body = body;
    }

    private static string HostOf(string host) =>
        Uri.TryCreate($"http://{host}/", UriKind.Absolute, out _) ? host : throw new UnreadableRequestException(null);

    private static PathString PathOf(string path)
    {
        try
        {
            return PathString.FromUriComponent(path);
        }
        catch (InvalidOperationException e)
        {
            throw new UnreadableRequestException(e);
        }
    }

    private sealed class UnreadableRequestException(Exception? inner) : Exception("The request cannot be read.", inner);

    private static HttpResponseMessage Answer(HttpResponse response, HttpRequestMessage request)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)response.StatusCode)
        {
            RequestMessage = request,
            Version = HttpVersion.Version11,
            ReasonPhrase = response.HttpContext.Features.Get<IHttpResponseFeature>()?.ReasonPhrase,
            Content = new StreamContent(response.Body),
        };
        foreach (var (name, values) in response.Headers)
            if (!answer.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                answer.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        return answer;
    }
}
