namespace LocalCloud.Publish;

/// <summary>What an application is called that nobody has named, whoever's AppHost it is and wherever it lies.</summary>
internal static class ApplicationName
{
    private const string Suffix = "AppHost";

    /// <summary><c>eShop.AppHost</c> → eshop; for a project that is called <c>AppHost</c> alone, its solution's name.</summary>
    /// <param name="project">The AppHost's project.</param>
    /// <param name="directory">Where it lies.</param>
    public static string OfAppHost(string project, string directory)
    {
        var own = project.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? project[..^Suffix.Length].TrimEnd('.', '-', '_') : project;
        return Plan.Names.Stack(own.Length > 0 ? own : Solution(directory) ?? Suffix);
    }

    // Not the folder's name: a clone may be called anything
    private static string? Solution(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
            if (
                at.Exists
                && at.EnumerateFiles("*.sln*")
                    .Where(f => f.Extension is ".sln" or ".slnx")
                    .OrderBy(f => f.Name, StringComparer.Ordinal)
                    .FirstOrDefault()
                    is { } solution
            )
                return Path.GetFileNameWithoutExtension(solution.Name);
        return null;
    }
}
