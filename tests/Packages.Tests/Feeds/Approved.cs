namespace Packages.Tests.Feeds;

/// <summary>What the packages are held to: a dependency more, or a file that doubles their size, is somebody's decision.</summary>
/// <param name="Megabytes">At most, zipped.</param>
/// <param name="Library">The assembly that users compile against.</param>
sealed record Approved(string Id, int Megabytes, string? Library, string[] Dependencies)
{
    public static readonly Approved[] All =
    [
        new("Serverless.Aspire.Hosting", 60, "LocalCloud.Aspire", []),
        new("Serverless.Aspire.Lambda", 1, "Lambda", []),
        new("Serverless.Aspire.Publishing", 5, "LocalCloud.Publishing", []),
        new("Serverless.Aspire.Templates", 1, null, []),
        new("Serverless.Aspire.Testing", 20, "LocalCloud.Testing", []),
        new("Serverless.Aspire.Tool", 30, null, []),
    ];
}
