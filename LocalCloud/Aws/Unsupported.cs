namespace LocalCloud.Aws;

/// <summary>The lists of what AWS's services have and these have not: Unsupported/ID.txt, one operation a line.</summary>
internal static class Unsupported
{
    /// <summary>Empty for a service without a list.</summary>
    public static IReadOnlyList<string> Of(string service)
    {
        using var source = typeof(Unsupported).Assembly.GetManifestResourceStream($"Unsupported.{service}.txt");
        if (source is null)
            return [];
        using var reader = new StreamReader(source);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }
}
