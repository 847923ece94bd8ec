using System.Globalization;
using LocalCloud.Aws.ApiGateway.Apis;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ApiGateway.Execution;

/// <summary>
/// With a CORS configuration API Gateway answers preflight requests itself, and its headers replace the integration's (docs:
/// http-api-cors).
/// </summary>
internal static class CorsHeaders
{
    private const string Any = "*";

    public static bool Preflight(HttpContext http, Cors? cors)
    {
        var request = http.Request;
        if (cors is null || !BrowserCors.IsPreflight(request) || request.Headers.Origin is not [{ Length: > 0 } origin])
            return false;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        if (!Allows(cors, origin))
            return true;
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = AllowedOrigin(cors, origin);
        if (cors.AllowCredentials == true)
            headers.AccessControlAllowCredentials = "true";
        if (cors.AllowMethods is { Count: > 0 } methods)
            headers.AccessControlAllowMethods = string.Join(',', methods);
        if (cors.AllowHeaders is { Count: > 0 } names)
            headers.AccessControlAllowHeaders = string.Join(',', names);
        if (cors.ExposeHeaders is { Count: > 0 } exposed)
            headers.AccessControlExposeHeaders = string.Join(',', exposed);
        if (cors.MaxAge is { } age)
            headers.AccessControlMaxAge = age.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    public static void Apply(HttpRequest request, Cors? cors, Answer answer)
    {
        if (cors is null)
            return;
        answer.Headers.RemoveAll(h => h.Name.StartsWith("access-control-", StringComparison.OrdinalIgnoreCase));
        if (request.Headers.Origin is not [{ Length: > 0 } origin] || !Allows(cors, origin))
            return;
        answer.Headers.Add(("access-control-allow-origin", AllowedOrigin(cors, origin)));
        if (cors.AllowCredentials == true)
            answer.Headers.Add(("access-control-allow-credentials", "true"));
        if (cors.ExposeHeaders is { Count: > 0 } exposed)
            answer.Headers.Add(("access-control-expose-headers", string.Join(',', exposed)));
    }

    private static string AllowedOrigin(Cors cors, string origin) => cors.AllowOrigins!.Contains(Any) ? Any : origin;

    // https://* stands for every origin of that scheme.
    public static bool Allows(Cors cors, string origin) =>
        cors.AllowOrigins?.Exists(allowed =>
            allowed == Any
            || allowed.Equals(origin, StringComparison.OrdinalIgnoreCase)
            || (allowed.EndsWith("://*", StringComparison.Ordinal) && origin.StartsWith(allowed[..^1], StringComparison.OrdinalIgnoreCase))
        ) == true;
}
