using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.ApiGateway.Execution.Events;

/// <summary>
/// A body in an event: text as text, everything else, forms as well, as base64. What text is goes by the header's very value: with a
/// parameter only the two most common ones with charset=utf-8 are.
/// </summary>
internal static class RequestBody
{
    public static bool IsText(string? contentType)
    {
        var type = (contentType ?? "").Trim().ToLowerInvariant();
        if (type.IndexOf(';') is >= 0 and var end)
            return type[(end + 1)..].Trim() == "charset=utf-8" && type[..end].TrimEnd() is "text/plain" or "application/json";
        return type.StartsWith("text/", StringComparison.Ordinal)
            || type is "application/json" or "application/javascript" or "application/xml"
            || type.EndsWith("+json", StringComparison.Ordinal)
            || type.EndsWith("+xml", StringComparison.Ordinal);
    }

    /// <returns>is it base64?</returns>
    public static bool Write(Utf8JsonWriter json, Call call)
    {
        if (!IsText(call.Header("Content-Type")))
        {
            json.WriteBase64String("body", call.Body.Span);
            return true;
        }
        if (System.Text.Unicode.Utf8.IsValid(call.Body.Span))
            json.WriteString("body", call.Body.Span);
        else
            json.WriteString("body", Encoding.UTF8.GetString(call.Body.Span));
        return false;
    }
}
