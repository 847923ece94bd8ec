namespace LocalCloud.Aws.Telemetry;

/// <summary>X-Ray's trace header: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1</summary>
internal static class XRay
{
    /// <summary>The same in W3C's form, whose ids are X-Ray's without the dashes; null without a root and a parent.</summary>
    public static string? TraceParent(string? header)
    {
        string? root = null,
            parent = null;
        var flags = "01";
        foreach (var part in (header ?? "").Split(';', StringSplitOptions.TrimEntries))
            if (part.StartsWith("Root=1-", StringComparison.Ordinal))
                root = part[7..].Replace("-", "", StringComparison.Ordinal);
            else if (part.StartsWith("Parent=", StringComparison.Ordinal))
                parent = part[7..];
            else if (part is "Sampled=0")
                flags = "00";
        return root is { Length: 32 } && parent is { Length: 16 } ? $"00-{root}-{parent}-{flags}" : null;
    }
}
