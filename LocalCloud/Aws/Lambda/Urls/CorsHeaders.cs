using System.Globalization;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Lambda.Urls;

/// <summary>A function URL with CORS answers preflights itself, and its headers win over the function's.</summary>
internal static class CorsHeaders
{
    public static bool Preflight(HttpContext http, Cors? cors)
    {
        if (cors is null || http.Request.Headers.Origin.Count == 0 || !BrowserCors.IsPreflight(http.Request))
            return false;
        Add(http, cors);
        var headers = http.Response.Headers;
        if (headers.AccessControlAllowOrigin.Count > 0)
        {
            if (cors.AllowMethods is { Count: > 0 } methods)
                headers.AccessControlAllowMethods = string.Join(',', methods);
            if (cors.AllowHeaders is { Count: > 0 } names)
                headers.AccessControlAllowHeaders = string.Join(',', names);
            if (cors.MaxAge is { } seconds)
                headers.AccessControlMaxAge = seconds.ToString(CultureInfo.InvariantCulture);
        }
        http.Response.StatusCode = StatusCodes.Status200OK;
        return true;
    }

    public static void Add(HttpContext http, Cors? cors)
    {
        if (cors is null || http.Request.Headers.Origin is not [{ Length: > 0 } origin] || !Allows(cors, origin))
            return;
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = cors.AllowOrigins!.Contains("*") && cors.AllowCredentials != true ? "*" : origin;
        headers.Vary = "Origin";
        if (cors.AllowCredentials == true)
            headers.AccessControlAllowCredentials = "true";
        if (cors.ExposeHeaders is { Count: > 0 } exposed)
            headers.AccessControlExposeHeaders = string.Join(',', exposed);
    }

    public static bool Allows(Cors cors, string origin) =>
        cors.AllowOrigins?.Exists(allowed =>
            allowed == "*"
            || allowed == origin
            || (
                allowed.Contains("*.", StringComparison.Ordinal)
                && origin.StartsWith(allowed[..allowed.IndexOf('*')], StringComparison.Ordinal)
                && origin.EndsWith(allowed[(allowed.IndexOf('*') + 1)..], StringComparison.Ordinal)
            )
        ) == true;
}
