using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ApiGateway.Execution;

/// <summary>
/// Which API a request is for: {id}.execute-api.{region}.anything or a custom domain name as its host, or on the one origin
/// /_localcloud/execute-api/{id}/... and /_localcloud/domains/{name}/...
/// </summary>
/// <param name="Path">what the API sees, still encoded</param>
internal readonly record struct Address(string? ApiId, string? Domain, string Path)
{
    public const string ById = "/_localcloud/execute-api",
        ByDomain = "/_localcloud/domains";

    private const string Mark = "execute-api";

    public static bool IsOne(HttpRequest request, ApiGatewayService service) =>
        request.Path.StartsWithSegments(ById, StringComparison.Ordinal)
        || request.Path.StartsWithSegments(ByDomain, StringComparison.Ordinal)
        || IdOf(request.Host.Host) is not null
        || service.DomainOwners.ContainsKey(request.Host.Host);

    public static Address Of(HttpRequest request)
    {
        var path = RestTable.RawPath(request);
        if (request.Path.StartsWithSegments(ById, StringComparison.Ordinal))
            return Behind(path, ById) is var (id, rest) ? new(id, null, rest) : default;
        if (request.Path.StartsWithSegments(ByDomain, StringComparison.Ordinal))
            return Behind(path, ByDomain) is var (name, rest) ? new(null, name, rest) : default;
        return IdOf(request.Host.Host) is { } api ? new(api, null, path) : new(null, request.Host.Host, path);
    }

    private static string? IdOf(string host) => host.Split('.', 3) is [{ Length: > 0 } id, Mark, _] ? id.ToLowerInvariant() : null;

    private static (string Name, string Tail) Behind(string path, string prefix)
    {
        var rest = path[prefix.Length..].TrimStart('/');
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (rest, "/") : (rest[..slash], rest[slash..]);
    }
}
