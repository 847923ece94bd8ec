namespace LocalCloud.Hosting;

public static class VolumeNameGenerator
{
    /// <summary>
    /// The name of a resource's volume as Aspire makes it: <c>apphost-feed4158f1-postgres-data</c>, that is the application's name, ten digits of
    /// the SHA-256 of the AppHost's project file name, the resource's name and the suffix.
    /// </summary>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix) where T : IResource
    {
        if (suffix.Length == 0 || !char.IsAsciiLetterOrDigit(suffix[0]) || !suffix.All(IsAllowed))
            throw new ArgumentException($"'{suffix}' cannot end a volume's name: letters, digits, '_', '.' and '-' can, and a letter or digit must be first.", nameof(suffix));
        var application = string.Concat(builder.ApplicationBuilder.Environment.ApplicationName.Select(c => IsAllowed(c) ? c : '_')).ToLowerInvariant();
        return $"{application}-{builder.ApplicationBuilder.Configuration["AppHost:Sha256"]![..10].ToLowerInvariant()}-{builder.Resource.Name}-{suffix}";
    }

    static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';
}
