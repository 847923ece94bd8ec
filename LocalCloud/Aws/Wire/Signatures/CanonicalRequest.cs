using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.Wire.Signatures;

/// <summary>
/// The text that both sides sign: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
internal static class CanonicalRequest
{
    public static string Of(HttpRequest request, Signature signature, string payloadHash, SignatureScheme scheme)
    {
        var (path, query) = Target(request);
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n').Append(Path(path, scheme)).Append('\n').Append(Query(query)).Append('\n');
        foreach (var name in signature.SignedHeaders)
            text.Append(name).Append(':').Append(Header(request, name)).Append('\n');
        return text.Append('\n').AppendJoin(';', signature.SignedHeaders).Append('\n').Append(payloadHash).ToString();
    }

    private static (string Path, string Query) Target(HttpRequest request)
    {
        var raw =
            request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target && target[0] == '/'
                ? target
                : request.Path.ToUriComponent() + request.QueryString.Value;
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (raw, "") : (raw[..mark], raw[(mark + 1)..]);
    }

    private static string Path(string path, SignatureScheme scheme) =>
        string.Join('/', path.Split('/').Select(segment => Encode(scheme.Segment(segment))));

    private static string Query(string query) =>
        string.Join(
            '&',
            query
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair =>
                    pair.Split('=', 2) is [var name, var value]
                        ? (Name: Recode(name), Value: Recode(value))
                        : (Name: Recode(pair), Value: "")
                )
                .Where(pair => pair.Name != "X-Amz-Signature")
                .OrderBy(pair => pair.Name, StringComparer.Ordinal)
                .ThenBy(pair => pair.Value, StringComparer.Ordinal)
                .Select(pair => $"{pair.Name}={pair.Value}")
        );

    private static string Header(HttpRequest request, string name)
    {
        var values = name == "host" ? request.Headers.Host : request.Headers[name];
        if (values.Count == 0 && name == "content-length")
            return request.ContentLength?.ToString(CultureInfo.InvariantCulture) ?? "";
        return string.Join(',', values.Select(value => string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    private static string Recode(string text) => Encode(Uri.UnescapeDataString(text));

    private static string Encode(string text) => Uri.EscapeDataString(text);
}
