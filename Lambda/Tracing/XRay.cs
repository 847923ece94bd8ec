using System.Diagnostics;

namespace Lambda.Tracing;

/// <summary>
/// X-Ray's tracing header, in W3C's terms: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader.
/// </summary>
public static class XRay
{
    /// <summary>Where X-Ray's SDKs find the header of the invocation.</summary>
    public const string EnvironmentVariable = "_X_AMZN_TRACE_ID";

    /// <summary>
    /// The context of a header such as <c>Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1</c>, or of an
    /// incomplete one the default context. Of one that is not sampled too: Lambda sends such a header with every invocation of a function
    /// without active tracing, and a parent that is not sampled would silence all of our own spans.
    /// </summary>
    public static ActivityContext Parse(string? header)
    {
        string? root = null,
            parent = null,
            sampled = null;
        foreach (var part in (header ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("Root=", StringComparison.OrdinalIgnoreCase))
            {
                root = part[5..];
            }
            else if (part.StartsWith("Parent=", StringComparison.OrdinalIgnoreCase))
            {
                parent = part[7..];
            }
            else if (part.StartsWith("Sampled=", StringComparison.OrdinalIgnoreCase))
            {
                sampled = part[8..];
            }
        }

        return
            sampled == "1"
            && root?.Split('-') is ["1", { Length: 8 } time, { Length: 24 } unique]
            && ActivityContext.TryParse($"00-{time}{unique}-{parent}-01", null, isRemote: true, out var context)
            ? context
            : default;
    }

    /// <summary>The same as a W3C traceparent; null where <see cref="Parse"/> gives none.</summary>
    public static string? ToTraceParent(string? header) =>
        Parse(header) is { } context && context != default ? $"00-{context.TraceId.ToHexString()}-{context.SpanId.ToHexString()}-01" : null;
}
