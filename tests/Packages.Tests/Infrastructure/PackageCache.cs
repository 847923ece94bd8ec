namespace Packages.Tests.Infrastructure;

/// <summary>NuGet's cache of this machine, in which nothing of a run may stay.</summary>
internal static class PackageCache
{
    public static string Directory { get; } =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public static void Remove(string version)
    {
        if (!System.IO.Directory.Exists(Directory))
            return;
        foreach (var package in System.IO.Directory.EnumerateDirectories(Directory, "serverless.aspire.*"))
        {
            var unpacked = Path.Combine(package, version);
            if (System.IO.Directory.Exists(unpacked))
                System.IO.Directory.Delete(unpacked, recursive: true);
            if (!System.IO.Directory.EnumerateFileSystemEntries(package).Any())
                System.IO.Directory.Delete(package);
        }
    }
}
