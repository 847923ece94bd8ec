using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Lambda.Http.Payloads;

/// <summary>Whether a body can stand in the answer's JSON as it is, or has to be base64.</summary>
internal static class AnswerBody
{
    public static bool IsText(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        body.Length == 0 || (!IsEncoded(headers.ContentEncoding) && IsTextType(headers.ContentType) && Utf8.IsValid(body));

    private static bool IsEncoded(string? encoding) =>
        !string.IsNullOrEmpty(encoding) && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    // Of a body without a type it is enough that it is valid UTF-8.
    private static bool IsTextType(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType) || !MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            return true;
        }

        if (type.Encoding is { } encoding && encoding is not UTF8Encoding && encoding is not ASCIIEncoding)
        {
            return false;
        }

        var subType = type.SubTypeWithoutSuffix;
        return type.Type.Equals("text", StringComparison.OrdinalIgnoreCase)
            || Is(type.Suffix, "json")
            || Is(type.Suffix, "xml")
            || Is(type.Suffix, "yaml")
            || (
                type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
                && (
                    Is(subType, "json")
                    || Is(subType, "xml")
                    || Is(subType, "yaml")
                    || Is(subType, "javascript")
                    || Is(subType, "ecmascript")
                    || Is(subType, "x-www-form-urlencoded")
                    || Is(subType, "graphql")
                    || Is(subType, "x-ndjson")
                    || Is(subType, "jwt")
                )
            );

        static bool Is(Microsoft.Extensions.Primitives.StringSegment segment, string text) =>
            segment.Equals(text, StringComparison.OrdinalIgnoreCase);
    }
}
