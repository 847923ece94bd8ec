using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Lambda.Urls;

/// <summary>An HTTP request as an event of payload format 2.0 (docs: urls-invocation, request payload format).</summary>
internal static class HttpEvent
{
    public static byte[] Of(
        HttpContext http,
        Context context,
        string id,
        string region,
        string path,
        string account,
        ReadOnlyMemory<byte> body
    )
    {
        var request = http.Request;
        var now = context.Now;
        var query = request.QueryString.Value is { Length: > 1 } text ? text[1..] : "";
        var headers = new JsonObject();
        foreach (var (name, values) in request.Headers)
            if (!name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) && name[0] != ':')
                headers[name.ToLowerInvariant()] = string.Join(',', values.ToArray());
        var value = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = "$default",
            ["rawPath"] = path,
            ["rawQueryString"] = query,
        };
        if (request.Headers.Cookie.Count > 0)
            value["cookies"] = new JsonArray([.. request.Headers.Cookie.SelectMany(c => (c ?? "").Split("; ")).Select(c => (JsonNode)c)]);
        value["headers"] = headers;
        if (request.Query.Count > 0)
            value["queryStringParameters"] = new JsonObject(
                request.Query.Select(q => KeyValuePair.Create(q.Key, (JsonNode?)string.Join(',', q.Value.ToArray())))
            );
        value["requestContext"] = new JsonObject
        {
            ["accountId"] = account,
            ["apiId"] = id,
            ["domainName"] = $"{id}.lambda-url.{region}.on.aws",
            ["domainPrefix"] = id,
            ["http"] = new JsonObject
            {
                ["method"] = request.Method,
                ["path"] = path,
                ["protocol"] = request.Protocol,
                ["sourceIp"] = http.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1",
                ["userAgent"] = request.Headers.UserAgent.ToString(),
            },
            ["requestId"] = context.RequestId,
            ["routeKey"] = "$default",
            ["stage"] = "$default",
            ["time"] = now.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            ["timeEpoch"] = now.ToUnixTimeMilliseconds(),
        };
        var isText = body.Length == 0 || IsText(request.ContentType);
        if (body.Length > 0)
            value["body"] = isText ? Encoding.UTF8.GetString(body.Span) : Convert.ToBase64String(body.Span);
        value["isBase64Encoded"] = !isText;
        return Encoding.UTF8.GetBytes(value.ToJsonString());
    }

    private static bool IsText(string? contentType)
    {
        var type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type.StartsWith("text/", StringComparison.Ordinal)
            || type is "application/json" or "application/javascript" or "application/xml" or "application/x-www-form-urlencoded"
            || type.EndsWith("+json", StringComparison.Ordinal)
            || type.EndsWith("+xml", StringComparison.Ordinal);
    }
}
