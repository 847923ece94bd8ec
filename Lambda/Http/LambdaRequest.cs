using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Http;

/// <summary>A request as the pipeline wants it, whatever event it came as.</summary>
internal sealed class LambdaRequest : IHttpRequestBodyDetectionFeature
{
    private LambdaRequest(string method, string target, string pathBase, string queryString, IHeaderDictionary headers, byte[] body)
    {
        (Method, PathBase, QueryString, Headers, Body) = (method, pathBase, queryString, headers, body);
        RawTarget = target + queryString;
        Path = target.Length > pathBase.Length ? PathString.FromUriComponent(target[pathBase.Length..]).Value! : "/";
    }

    public string Method { get; }

    /// <summary>Decoded, but for %2F, as by every server of ASP.NET Core.</summary>
    public string Path { get; }

    public string PathBase { get; }

    /// <summary>As it was sent; with its question mark, or empty.</summary>
    public string QueryString { get; }

    /// <summary>Path and query as they were sent.</summary>
    public string RawTarget { get; }

    public IHeaderDictionary Headers { get; }

    public byte[] Body { get; }

    public bool CanHaveBody => Body.Length > 0;

    public string Protocol { get; init; } = "HTTP/1.1";

    public string Scheme { get; init; } = "https";

    public IPAddress? RemoteIp { get; init; }

    public ClaimsPrincipal? User { get; init; }

    /// <param name="path">Percent-encoded or not: API Gateway has decoded it, function URLs and load balancers have not.</param>
    /// <param name="pathBases">The first that the path begins with becomes the path base.</param>
    /// <param name="query">Encoded, without question mark.</param>
    public static LambdaRequest Create(
        string method,
        string path,
        ReadOnlySpan<string> pathBases,
        string query,
        IHeaderDictionary headers,
        byte[] body,
        string defaultScheme,
        IPAddress? remoteIp,
        string? protocol = null,
        ClaimsPrincipal? user = null
    )
    {
        if (body.Length > 0)
        {
            headers.ContentLength ??= body.Length;
        }

        var target = path.StartsWith('/') ? path : $"/{path}";
        return new LambdaRequest(method, target, PathBaseOf(target, pathBases), query.Length > 0 ? $"?{query}" : "", headers, body)
        {
            Protocol = protocol ?? "HTTP/1.1",
            Scheme = headers["X-Forwarded-Proto"] is [{ Length: > 0 } scheme, ..] ? scheme : defaultScheme,
            RemoteIp = remoteIp,
            User = user,
        };
    }

    public static byte[] DecodeBody(string? body, bool isBase64) =>
        string.IsNullOrEmpty(body) ? []
        : isBase64 ? Convert.FromBase64String(body)
        : Encoding.UTF8.GetBytes(body);

    private static string PathBaseOf(string target, ReadOnlySpan<string> pathBases)
    {
        foreach (var pathBase in pathBases)
        {
            if (
                pathBase.Length > 1
                && target.StartsWith(pathBase, StringComparison.Ordinal)
                && (target.Length == pathBase.Length || target[pathBase.Length] == '/')
            )
            {
                return pathBase;
            }
        }

        return "";
    }
}
