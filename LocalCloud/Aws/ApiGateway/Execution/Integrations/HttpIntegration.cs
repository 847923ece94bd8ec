using System.Diagnostics;
using System.Text;
using LocalCloud.Aws.ApiGateway.Execution.Mapping;
using LocalCloud.Aws.EventBridge.Connections;

namespace LocalCloud.Aws.ApiGateway.Execution.Integrations;

/// <summary>HTTP_PROXY: the request goes on to an address, the answer comes back as it is, both bodies as they stream.</summary>
internal static class HttpIntegration
{
    private static readonly HttpClient Client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new OutgoingHttp.NotForLoopback(),
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    // Of one connection, or made anew by the client. X-Forwarded is what functions get; addresses get Forwarded (RFC 7239).
    private static readonly HashSet<string> NotForwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection",
        "Content-Length",
        "Expect",
        "Forwarded",
        "Host",
        "Keep-Alive",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "X-Forwarded-For",
        "X-Forwarded-Port",
        "X-Forwarded-Proto",
    };

    public static async Task<Answer> RunAsync(Call call, bool streams, CancellationToken cancellation)
    {
        if (Target(call) is not { } target)
            return Answer.Message(StatusCodes.Status503ServiceUnavailable, Answers.Unavailable);
        var limited = streams && HasBody(call.Http.Request) ? new LimitedStream(call.Http.Request.Body, ExecuteApi.LargestBody) : null;
        using var request = new HttpRequestMessage(
            new(call.Integration.IntegrationMethod is "ANY" or null ? call.Method : call.Integration.IntegrationMethod),
            target
        );
        if (limited is not null)
        {
            request.Content = new StreamContent(limited);
            request.Content.Headers.ContentLength = call.Http.Request.ContentLength;
        }
        else if (!call.Body.IsEmpty)
            request.Content = new ReadOnlyMemoryContent(call.Body);
        foreach (var (name, value) in call.Headers)
            if (!NotForwarded.Contains(name) && !(Activity.Current is not null && IsTrace(name)))
                if (!request.Headers.TryAddWithoutValidation(name, value))
                    request.Content?.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation(
            "Forwarded",
            $"by={call.Http.Connection.LocalIpAddress};for={call.SourceIp};host={call.Http.Request.Host};proto={call.Http.Request.Scheme}"
        );
        request.Headers.TryAddWithoutValidation("Via", $"{call.Protocol} AmazonAPIGateway");
        try
        {
            var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            var answer = new Answer { Status = (int)response.StatusCode, Source = response };
            foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            foreach (var value in values)
                answer.Headers.Add((name, value));
            return answer;
        }
        catch (HttpRequestException) when (limited is { IsExceeded: true })
        {
            return Answer.Message(StatusCodes.Status413PayloadTooLarge, "Request Entity Too Large");
        }
    }

    // The client adds the current span's own.
    private static bool IsTrace(string name) =>
        name.Equals("traceparent", StringComparison.OrdinalIgnoreCase) || name.Equals("tracestate", StringComparison.OrdinalIgnoreCase);

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength > 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count > 0);

    // A private integration names a load balancer or a service by ARN, which leads nowhere here; an address works.
    private static Uri? Target(Call call)
    {
        var text = MappingValue.Read(call.Integration.IntegrationUri!, call)!;
        foreach (var (name, value) in call.PathParameters)
        {
            var encoded = string.Join('/', value.Split('/').Select(Uri.EscapeDataString));
            text = text.Replace($"{{{name}}}", encoded, StringComparison.Ordinal)
                .Replace($"{{{name}+}}", encoded, StringComparison.Ordinal);
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return null;
        var builder = new UriBuilder(uri);
        if (call.MappedPath is { } path)
            builder.Path = path;
        else if (call.Integration.ConnectionType == "VPC_LINK" && uri.AbsolutePath == "/")
            builder.Path = call.FullPath;
        var query = Query(call);
        if (query.Length > 0)
            builder.Query = builder.Query.Length > 1 ? $"{builder.Query[1..]}&{query}" : query;
        return builder.Uri;
    }

    private static string Query(Call call)
    {
        if (!call.QueryMapped)
            return call.RawQuery;
        var query = new StringBuilder();
        foreach (var (name, value) in call.Query)
            query.Append(query.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return query.ToString();
    }
}
