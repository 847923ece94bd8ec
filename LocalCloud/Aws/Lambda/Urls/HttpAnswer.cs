using System.Text.Json;

namespace LocalCloud.Aws.Lambda.Urls;

/// <summary>
/// What a function answers, as an HTTP response: an object with a statusCode says it all, anything else is the body (docs:
/// urls-invocation).
/// </summary>
internal static class HttpAnswer
{
    public static async Task WriteAsync(HttpContext http, byte[] payload)
    {
        using var document = TryParse(payload);
        if (document?.RootElement is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("statusCode", out _))
        {
            Head(http, answer);
            var body = Body(answer);
            if (http.Response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
                return;
            http.Response.ContentLength = body.Length;
            await http.Response.Body.WriteAsync(body).ConfigureAwait(false);
            return;
        }
        http.Response.ContentType = "application/json";
        var text = document?.RootElement is { ValueKind: JsonValueKind.String } plain
            ? System.Text.Encoding.UTF8.GetBytes(plain.GetString()!)
            : payload;
        http.Response.ContentLength = text.Length;
        await http.Response.Body.WriteAsync(text).ConfigureAwait(false);
    }

    /// <summary>Status, headers and cookies.</summary>
    public static void Head(HttpContext http, JsonElement answer)
    {
        var response = http.Response;
        response.StatusCode =
            answer.TryGetProperty("statusCode", out var status) && TryStatus(status, out var code) ? code : StatusCodes.Status200OK;
        if (answer.TryGetProperty("headers", out var headers) && headers.ValueKind is JsonValueKind.Object)
            foreach (var header in headers.EnumerateObject())
                if (
                    !header.Name.Equals("content-length", StringComparison.OrdinalIgnoreCase)
                    && !header.Name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase)
                    && !(
                        header.Name.StartsWith("access-control-", StringComparison.OrdinalIgnoreCase)
                        && response.Headers.ContainsKey(header.Name)
                    )
                )
                    response.Headers[header.Name] =
                        header.Value.ValueKind is JsonValueKind.String ? header.Value.GetString() : header.Value.GetRawText();
        if (answer.TryGetProperty("cookies", out var cookies) && cookies.ValueKind is JsonValueKind.Array)
            foreach (var cookie in cookies.EnumerateArray())
                response.Headers.Append("Set-Cookie", cookie.GetString());
        if (!response.Headers.ContainsKey("Content-Type"))
            response.ContentType = "application/json";
    }

    private static byte[] Body(JsonElement answer)
    {
        if (!answer.TryGetProperty("body", out var body) || body.ValueKind is JsonValueKind.Null)
            return [];
        var text = body.ValueKind is JsonValueKind.String ? body.GetString()! : body.GetRawText();
        return answer.TryGetProperty("isBase64Encoded", out var encoded) && encoded.ValueKind is JsonValueKind.True
            ? Convert.FromBase64String(text)
            : System.Text.Encoding.UTF8.GetBytes(text);
    }

    private static bool TryStatus(JsonElement status, out int code)
    {
        code = 0;
        return (status.ValueKind is JsonValueKind.Number && status.TryGetInt32(out code))
            || (status.ValueKind is JsonValueKind.String && int.TryParse(status.GetString(), out code));
    }

    private static JsonDocument? TryParse(byte[] payload)
    {
        try
        {
            return JsonDocument.Parse(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
